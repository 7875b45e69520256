import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { minutes } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { monday } from "@/tests/support/workspace";
import { graphError, healthy } from "./graph-server";
import { type Connected, startPoller } from "./poller";

let poller: Awaited<ReturnType<typeof startPoller>>;
let core: Core;
let graph: (typeof poller)["graph"];
let connected: Connected;

beforeAll(async () => {
  poller = await startPoller();
  ({ core, graph } = poller);
});
afterAll(() => poller.close());
beforeEach(async () => {
  connected = await poller.connect();
});

test("asks once per account, with the token in a header only", async () => {
  graph.answerWith(healthy());

  await connected.poll();

  expect(graph.calls.map(({ path }) => path)).toEqual([
    "/v23.0/104455667788990/phone_numbers",
    "/v23.0/104455667788990",
    "/v23.0/104455667788990/subscribed_apps",
  ]);
  expect(new Set(graph.calls.map(({ authorization }) => authorization))).toEqual(
    new Set(["Bearer EAAtoken"]),
  );
});

test("learns names, ties both names of a number, and keeps rating, limit, throughput and health", async () => {
  graph.answerWith(healthy());

  await connected.poll();

  expect(
    await core.sql`select number, name from numbers where workspace_id = ${connected.workspaceId}`,
  ).toEqual([{ number: "+15550100001", name: "Jasper Market" }]);
  expect(
    await core.sql`select kind, value from number_aliases where workspace_id = ${connected.workspaceId} order by kind`,
  ).toEqual([
    { kind: "e164", value: "+15550100001" },
    { kind: "phone_number_id", value: "220011223344556" },
  ]);
  expect(
    await core.sql`select name from accounts where workspace_id = ${connected.workspaceId}`,
  ).toEqual([{ name: "Jasper" }]);
  expect(await connected.facts()).toEqual([
    ["account", "health", "available", { how: "polled" }],
    ["number", "health", "available", { how: "polled" }],
    ["number", "limit", "2000", { how: "polled" }],
    ["number", "quality", "yellow", { how: "polled" }],
    ["number", "throughput", "standard", { how: "polled" }],
  ]);
  expect(await connected.source()).toEqual({
    token_state: "ok",
    poll_error: null,
    polled_at: monday,
    subscribed_at: monday,
  });
  expect(await connected.nextPollIn()).toBe(minutes(15));
});

test("leaves a fact only when the answer changes, and says each time that it asked", async () => {
  graph.answerWith(healthy());
  await connected.poll();
  const later = new Date(monday.getTime() + minutes(15));
  await connected.poll(later);
  expect(await connected.facts()).toHaveLength(5);
  expect(await connected.source()).toMatchObject({ polled_at: later });

  graph.answerWith(healthy({ quality_rating: "RED" }));
  await connected.poll(new Date(monday.getTime() + minutes(30)));

  expect(
    (await connected.facts()).filter(([, kind]) => kind === "quality").map(([, , value]) => value),
  ).toEqual(["yellow", "red"]);
});

test("reads which part is blocked and WhatsApp's code for it", async () => {
  graph.answerWith(
    healthy({
      health_status: {
        can_send_message: "BLOCKED",
        entities: [
          { entity_type: "PHONE_NUMBER", id: "220011223344556", can_send_message: "AVAILABLE" },
          {
            entity_type: "WABA",
            id: "104455667788990",
            can_send_message: "BLOCKED",
            errors: [{ error_code: 141014 }],
          },
        ],
      },
    }),
  );

  await connected.poll();

  expect(
    (await connected.facts()).find(([node, kind]) => node === "number" && kind === "health"),
  ).toEqual(["number", "health", "blocked", { how: "polled", code: 141014, reason: "WABA" }]);
});

test("asks again without the optional fields where one of them is not known", async () => {
  const answer = healthy();
  graph.answerWith((call) =>
    call.fields.includes("health_status") ? graphError(400, 100) : answer(call),
  );

  await connected.poll();

  expect(graph.calls).toHaveLength(5);
  expect(await connected.source()).toMatchObject({ token_state: "ok" });
});

test("reads every page of a long list", async () => {
  const answer = healthy();
  let page = 0;
  graph.answerWith((call) => {
    const reply = answer(call);
    if (!call.path.endsWith("/phone_numbers") || (page += 1) > 1) return reply;
    const data = [
      { id: "220011223344557", display_phone_number: "+1 555-010-0002", quality_rating: "NA" },
    ];
    return {
      body: { data, paging: { cursors: { after: "QVFI" }, next: "https://elsewhere.example/x" } },
    };
  });

  await connected.poll();

  expect(
    await core.sql`select number from numbers where workspace_id = ${connected.workspaceId} order by 1`,
  ).toEqual([{ number: "+15550100001" }, { number: "+15550100002" }]);
});

test("says when nothing is subscribed to the account", async () => {
  const answer = healthy();
  graph.answerWith((call) =>
    call.path.endsWith("/subscribed_apps") ? { body: { data: [] } } : answer(call),
  );

  await connected.poll();

  expect(await connected.source()).toMatchObject({
    token_state: "ok",
    poll_error: "not_subscribed",
    subscribed_at: null,
  });
});

test("stops for a source that is disabled or has no token", async () => {
  await core.sql`update /* across workspaces */ sources set state = 'disabled' where id = ${connected.sourceId}`;
  graph.answerWith(healthy());

  await connected.poll();

  expect(graph.calls).toEqual([]);
  expect(await core.sql`select 1 from due where workspace_id = ${connected.workspaceId}`).toEqual(
    [],
  );
});
