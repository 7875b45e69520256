/* oxlint-disable max-lines -- one list of cases runs against the one door, with its helpers below */
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appSecret, type Door, metaStatus, openDoor, signed } from "@/tests/support/door";

let door: Door;
let workspaceId: string;
let sourceId: string;
let verifyToken: string;

beforeAll(async () => {
  door = await openDoor({ INGEST_RATE: "2000" });
});
afterAll(() => door.close());
beforeEach(async () => {
  workspaceId = await door.workspace();
  ({ id: sourceId, verifyToken } = await makeSource(workspaceId));
});

test("answers Meta's handshake with the challenge, and refuses a wrong token", async () => {
  const good = await fetch(
    `${address()}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${verifyToken}`,
  );
  const bad = await fetch(
    `${address()}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=wrong`,
  );

  expect([good.status, await good.text()]).toEqual([200, "1158201444"]);
  expect(bad.status).toBe(403);
});

test("takes a signed delivery, answers after the commit, and counts its repetition as a duplicate", async () => {
  const body = JSON.stringify(metaStatus("delivered", { category: "marketing" }));

  expect(await post(body, signed(body))).toEqual([
    200,
    { accepted: 1, duplicates: 0, skipped: [] },
  ]);
  expect(await post(body, signed(body))).toEqual([
    200,
    { accepted: 0, duplicates: 1, skipped: [] },
  ]);
  expect(await stored()).toEqual({ events: 1, delivered: 1 });
});

test.each([
  ["no signature", 401, (body: string) => ({ "x-none": body.slice(0, 1) })],
  ["a signature under another secret", 401, (body: string) => signed(body, "other")],
  ["an encoding", 415, (body: string) => ({ ...signed(body), "content-encoding": "gzip" })],
])("refuses %s and stores nothing", async (_name, status, headers) => {
  const body = JSON.stringify(metaStatus("sent"));

  const [answered] = await post(body, headers(body));

  expect(answered).toBe(status);
  expect(await stored()).toEqual({ events: 0, delivered: 0 });
});

test("answers in the contract's order: unknown source, size, encoding, signature, JSON", async () => {
  const huge = "x".repeat(3 * 1024 * 1024 + 1);
  const elsewhere = `${door.url}/api/webhooks/${"0".repeat(32)}`;

  expect((await fetch(elsewhere, { method: "POST", body: huge })).status).toBe(404);
  expect((await post(huge, { "content-encoding": "gzip" }))[0]).toBe(413);
  expect((await post("{", { "content-encoding": "gzip" }))[0]).toBe(415);
  expect((await post("{", {}))[0]).toBe(401);
  expect((await post("{", signed("{")))[0]).toBe(400);
  expect((await post("[]", signed("[]")))[0]).toBe(400);
});

test("refuses a body that grows beyond the limit without saying its length", async () => {
  const status = await new Promise<number>((resolve, reject) => {
    const request = httpRequest(
      address(),
      { method: "POST", headers: { "transfer-encoding": "chunked" } },
      (response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      },
    );
    request.on("error", reject);
    for (let part = 0; part < 4; part += 1) request.write(Buffer.alloc(1024 * 1024, 0x20));
  });

  expect(status).toBe(413);
});

test("keeps a part that was not understood, scrubbed, and takes in the rest", async () => {
  const delivery = metaStatus("sent");
  const strange = {
    field: "brand_new_field",
    value: { recipient_id: "919990001111", text: "call me on 919990001111" },
  };
  const body = JSON.stringify({
    ...delivery,
    entry: [{ ...delivery.entry[0], changes: [strange, ...(delivery.entry[0]?.changes ?? [])] }],
  });

  const [status, receipt] = await post(body, signed(body));

  expect(status).toBe(200);
  expect(receipt).toMatchObject({ accepted: 1, skipped: [{ field: "brand_new_field" }] });
  await door.context.deliveries.flush();
  const [kept] = await door.database.sql`select parts::text as parts from deliveries
    where workspace_id = ${workspaceId} and verdict = 'not_understood'`;
  expect(kept?.["parts"]).toContain("brand_new_field");
  expect(kept?.["parts"]).not.toContain("919990001111");
});

test("puts a workspace off that sends more than its share, and says for how long", async () => {
  const quick = await openRate(3);
  const events = Array.from({ length: 30 }, (_, index) => ({
    number: "+15550100001",
    kind: "sent",
    at: nowSeconds(),
    id: `r${index}`,
  }));

  const answers = [await quick(events), await quick(events), await quick(events)];

  expect(answers.map(([status]) => status)).toContain(429);
  expect(answers.at(-1)?.[1]).toMatch(/^\d+$/);
});

test("takes our own format as an object, a list and lines, and names what it refuses", async () => {
  const key = await makeKey("write");
  const event = {
    number: "+15550100009",
    kind: "delivered",
    at: nowSeconds(),
    id: "a1",
    category: "marketing",
  };

  expect(await own(event, key)).toEqual([200, { accepted: 1, duplicates: 0, skipped: [] }]);
  expect(
    await own([event, { ...event, id: "a2", kind: "nonsense" }, { ...event, id: "a3" }], key),
  ).toMatchObject([200, { accepted: 1, duplicates: 1, skipped: [{ index: 1, field: "kind" }] }]);
  const lines = `${JSON.stringify({ ...event, id: "a4" })}\n{broken\n\n${JSON.stringify({ ...event, id: "a5", at: "soon" })}\n`;
  expect(await own(lines, key, "application/x-ndjson")).toMatchObject([
    200,
    { accepted: 1, skipped: [{ index: 1 }, { index: 3, field: "at" }] },
  ]);
});

test("takes a fact once under its id, whatever its time", async () => {
  const key = await makeKey("write");
  const fact = {
    number: "+15550100009",
    kind: "restricted",
    value: "RESTRICTED_BIZ_INITIATED_MESSAGING",
    id: "r1",
  };

  const first = await own({ ...fact, at: nowSeconds() - 60 }, key);
  const second = await own({ ...fact, at: nowSeconds() }, key);

  expect([first, second]).toMatchObject([
    [200, { accepted: 1 }],
    [200, { accepted: 0, duplicates: 1 }],
  ]);
});

test("asks for a key that may write", async () => {
  const event = { number: "+15550100009", kind: "sent", at: nowSeconds() };

  expect((await own(event, "bg_unknownunknown"))[0]).toBe(401);
  expect((await own(event, await makeKey("read")))[0]).toBe(403);
});

test("stores the same rows through the second door", async () => {
  const { POST } = await import("@/app/api/webhooks/[sourceId]/route");
  const otherWorkspace = await door.workspace();
  const other = await makeSource(otherWorkspace);
  const bodies = ["sent", "delivered", "read", "failed"].map((status) =>
    JSON.stringify(
      metaStatus(status, { message: "wamid.same", at: Date.now() - 60_000, to: "919990001234" }),
    ),
  );

  for (const body of bodies) {
    const first = await post(body, signed(body));
    const request = new Request(`http://localhost:3000/api/webhooks/${other.id}`, {
      method: "POST",
      body,
      headers: signed(body),
    });
    const second = await POST(request, { params: Promise.resolve({ sourceId: other.id }) });
    expect([second.status, await second.json()]).toEqual(first);
  }

  expect(await rollupOf(otherWorkspace)).toEqual(await rollupOf(workspaceId));
});

test("stands when the source is disabled: two seconds later it is unknown", async () => {
  const { updateSource } = await import("@/lib/services/update-source");
  const disabled = await makeSource(workspaceId);
  await updateSource(door.context, workspaceId, disabled.id, { state: "disabled" }, new Date());
  const body = JSON.stringify(metaStatus("sent"));

  const response = await fetch(`${door.url}/api/webhooks/${disabled.id}`, {
    method: "POST",
    body,
    headers: signed(body),
  });

  expect(response.status).toBe(404);
});

test("counts one opt-out for a person, however many signals arrive, and remembers the no", async () => {
  const at = Date.now() - 3_600_000;
  const sent = JSON.stringify(
    metaStatus("delivered", { category: "marketing", to: "919990007777", at: at - 60_000 }),
  );
  await post(sent, signed(sent));
  for (const minutes of [0, 5, 50]) {
    const body = JSON.stringify(answer("STOP", "919990007777", at + minutes * 60_000));
    await post(body, signed(body));
  }

  const [row] = await door.database
    .sql`select sum(opted_out)::int as n, sum(replied)::int as replied from number_hours where workspace_id = ${workspaceId}`;
  const people = await door.database
    .sql`select said_no_at from people where workspace_id = ${workspaceId}`;
  const [marketing] = await door.database.sql`select sum(opted_out)::int as n from breakdown_hours
    where workspace_id = ${workspaceId} and dimension = 1 and label_id = 1`;
  expect([row?.["n"], row?.["replied"], people.length, marketing?.["n"]]).toEqual([1, 3, 1, 1]);
});

test("counts a stop for the marketing before it, not for the order that was confirmed in between", async () => {
  const at = Date.now() - 3_600_000;
  const to = "919990006666";
  for (const [category, before] of [
    ["marketing", 7_200_000],
    ["utility", 60_000],
  ] as const) {
    const body = JSON.stringify(metaStatus("delivered", { category, to, at: at - before }));
    await post(body, signed(body));
  }
  const stop = JSON.stringify(answer("STOP", to, at));
  await post(stop, signed(stop));

  const rows = await door.database.sql`select label_id from breakdown_hours
    where workspace_id = ${workspaceId} and dimension = 1 and opted_out > 0`;
  expect(rows.map((row) => row["label_id"])).toEqual([1]);
});

test("takes an ambiguous word for an opt-out only after a marketing message", async () => {
  const at = Date.now() - 3_600_000;
  const utility = JSON.stringify(
    metaStatus("delivered", { category: "utility", to: "919990008888", at: at - 60_000 }),
  );
  const marketing = JSON.stringify(
    metaStatus("delivered", { category: "marketing", to: "919990009999", at: at - 60_000 }),
  );
  for (const body of [utility, marketing]) await post(body, signed(body));
  for (const person of ["919990008888", "919990009999"]) {
    const body = JSON.stringify(answer("cancel", person, at));
    await post(body, signed(body));
  }

  const [row] = await door.database
    .sql`select sum(opted_out)::int as n, sum(replied)::int as replied from number_hours where workspace_id = ${workspaceId}`;
  expect([row?.["n"], row?.["replied"]]).toEqual([1, 2]);
});

test("stores an account's fact once and marks the account's numbers due now", async () => {
  const status = JSON.stringify(metaStatus("sent", { account: "777" }));
  await post(status, signed(status));
  const fact = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "777",
        time: nowSeconds(),
        changes: [
          {
            field: "account_update",
            value: { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "SCAM" } },
          },
        ],
      },
    ],
  });

  expect(await post(fact, signed(fact))).toEqual([
    200,
    { accepted: 1, duplicates: 0, skipped: [] },
  ]);
  expect(await post(fact, signed(fact))).toEqual([
    200,
    { accepted: 0, duplicates: 1, skipped: [] },
  ]);
  const marks = await door.database
    .sql`select kind from due where workspace_id = ${workspaceId} and due_at <= now() order by kind`;
  expect(marks.map((row) => row["kind"])).toContain("score_account");
});

test("learns which names are one person: side by side in a status, and from WhatsApp itself", async () => {
  const status = metaStatus("delivered", { to: "919990001111" });
  const value = status.entry[0]?.changes[0]?.value;
  Object.assign(value?.statuses[0] ?? {}, { recipient_user_id: "IN.90817263545463728190" });
  const renamed = structuredClone(status);
  Object.assign(renamed.entry[0]?.changes[0]?.value ?? {}, {
    statuses: undefined,
    messages: [
      {
        from: "919990001111",
        id: "wamid.renamed",
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: "system",
        system: { type: "user_changed_number", wa_id: "919990002222" },
      },
    ],
  });
  for (const body of [JSON.stringify(status), JSON.stringify(renamed)]) {
    expect((await post(body, signed(body)))[0]).toBe(200);
    await door.context.ties.flush();
  }

  const rows = await door.database
    .sql`select distinct person from person_aliases where workspace_id = ${workspaceId}`;
  const [count] = await door.database
    .sql`select count(*)::int as n from person_aliases where workspace_id = ${workspaceId}`;
  expect([rows.length, count]).toEqual([1, { n: 2 }]);
});

async function makeSource(workspace: string) {
  const { createSource } = await import("@/lib/services/create-source");
  return createSource(
    door.context,
    workspace,
    { provider: "meta", name: "Shop", credentials: { appSecret } },
    new Date(),
  );
}

async function makeKey(scope: "read" | "write"): Promise<string> {
  const { createApiKey } = await import("@/lib/services/create-api-key");
  const made = await createApiKey(
    door.context.db,
    workspaceId,
    { name: "test", scope },
    new Date(),
  );
  return made.key;
}

async function openRate(eventsPerSecond: number) {
  const { makeRateLimit } = await import("@/lib/services/rate-limit");
  const { receiveOwnEvents } = await import("@/lib/services/receive-own-events");
  const context = { ...door.context, rates: makeRateLimit(eventsPerSecond) };
  return async (events: unknown) => {
    const body = Buffer.from(JSON.stringify(events));
    try {
      await receiveOwnEvents(
        context,
        workspaceId,
        { headers: {}, path: "/api/v1/events", readBody: async () => body },
        Date.now(),
      );
      return [200, ""] as const;
    } catch (error) {
      const { toProblem } = await import("@/lib/http/handle");
      const problem = toProblem(error);
      return [problem.status, problem.headers.get("retry-after")] as const;
    }
  };
}

function address(): string {
  return `${door.url}/api/webhooks/${sourceId}`;
}

async function post(body: string, headers: Record<string, string>): Promise<[number, unknown]> {
  const response = await fetch(address(), { method: "POST", body, headers });
  return [response.status, await response.json()];
}

async function own(
  body: unknown,
  key: string,
  type = "application/json",
): Promise<[number, unknown]> {
  const response = await fetch(`${door.url}/api/v1/events`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { authorization: `Bearer ${key}`, "content-type": type },
  });
  return [response.status, await response.json()];
}

function answer(text: string, from: string, at: number) {
  const delivery = metaStatus("sent");
  const entry = delivery.entry[0];
  const value = entry?.changes[0]?.value;
  const message = {
    from,
    id: `wamid.in${from}${at}`,
    timestamp: String(Math.floor(at / 1000)),
    type: "text",
    text: { body: text },
  };
  return {
    ...delivery,
    entry: [
      {
        id: entry?.id,
        changes: [
          {
            field: "messages",
            value: {
              metadata: value?.metadata,
              messaging_product: "whatsapp",
              messages: [message],
            },
          },
        ],
      },
    ],
  };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

async function stored() {
  const [row] = await door.database.sql`
    select (select count(*)::int from events where workspace_id = ${workspaceId}) as events,
      (select coalesce(sum(delivered), 0)::int from number_hours where workspace_id = ${workspaceId}) as delivered`;
  return { ...row };
}

async function rollupOf(workspace: string) {
  return door.database
    .sql`select hour, sent, delivered, read, read_24h, failed from number_hours where workspace_id = ${workspace} order by hour`.values();
}
