import { waitUntil } from "@/lib/launch/process-list.mjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plainPlan } from "@/lib/domain/import/plan";
import type { ImportJson, ImportPreviewJson, RefusalsJson } from "@/lib/wire/import";
import { makeMember, openApi, type Tenant } from "@/tests/support/api";

let api: Awaited<ReturnType<typeof openApi>>;
let maya: Tenant;
const now = Date.now();

beforeAll(async () => {
  api = await openApi();
  maya = await api.tenant();
});
afterAll(() => api.close());

const plan = {
  ...plainPlan("csv", {
    Telefon: "recipient",
    Absender: "number",
    Status: "kind",
    Zeit: "at",
    Kampagne: "campaign",
    Notiz: "",
  }),
  delimiter: ";",
  constants: { category: "marketing" },
  kinds: { Zugestellt: "delivered" },
  dates: { order: "dmy", zone: "Europe/Berlin" },
  plus: true,
};
const file = [
  "Telefon;Absender;Status;Zeit;Kampagne;Notiz",
  `49170000001;15550100001;Zugestellt;${german(2)};"Herbst; groß";"ein ""Wort""`,
  `und noch eine Zeile";15550100001;;;;`,
  `49170000002;15550100001;Zugestellt;${german(2)};Herbst;`,
  `49170000003;15550100001;gelesen;${german(2)};Herbst;`,
  `49170000004;15550100001;Verpufft;${german(2)};Herbst;`,
  `49170000005;15550100001;Zugestellt;gestern;Herbst;`,
].join("\r\n");

test("an upload with foreign columns, words and dates is counted, and the same file adds nothing", async () => {
  const first = await upload(maya, "herbst.csv", plan, file);
  const second = await upload(maya, "herbst.csv", plan, file);

  expect(await first.json()).toMatchObject({
    state: "done",
    accepted: 3,
    duplicates: 0,
    skipped: 2,
  });
  expect(await second.json()).toMatchObject({
    state: "done",
    accepted: 0,
    duplicates: 3,
    skipped: 2,
  });
});

test("refused lines are kept as line, field, reason and mend, and nothing of what they held", async () => {
  const made = (await (await upload(maya, "herbst.csv", plan, file)).json()) as ImportJson;

  const answer = await maya.reader("GET", `/api/v1/imports/${made.id}/refused`);
  const { refusals } = (await answer.json()) as RefusalsJson;
  const [stored] = await api.context
    .sql`select string_agg(r::text, ' ') as text from import_refusals r where workspace_id = ${maya.id}`;

  expect(refusals.map(({ line, field, reason }) => [line, field, reason])).toEqual([
    [6, "kind", "unknown_value"],
    [7, "at", "malformed"],
  ]);
  expect(stored?.["text"]).not.toMatch(/49170|gestern|Verpufft/);
});

test("a preview says what would be counted and why not, and keeps nothing", async () => {
  const other = await api.tenant();
  const answer = await other.person("POST", `/api/v1/imports/preview${query("h.csv", plan)}`, file);
  const preview = (await answer.json()) as ImportPreviewJson;

  expect(preview).toMatchObject({ taken: 3, refused: 2 });
  expect(preview.rows[0]).toMatchObject({
    what: "delivered",
    number: "+15550100001",
    person: true,
    campaign: "Herbst; groß",
  });
  expect(preview.reasons[0]).toMatchObject({ count: 1 });
  const [row] = await api.context
    .sql`select (select count(*) from events where workspace_id = ${other.id})
    + (select count(*) from imports where workspace_id = ${other.id})
    + (select count(*) from numbers where workspace_id = ${other.id}) as n`;
  expect(Number(row?.["n"])).toBe(0);
});

test("undo is offered once, and twice is once; the list says who did what", async () => {
  const made = (await (
    await upload(maya, "b.csv", plan, file.replaceAll("15550100001", "15550100002"))
  ).json()) as ImportJson;
  const first = await maya.person("POST", `/api/v1/imports/${made.id}/undo`);
  const second = await maya.person("POST", `/api/v1/imports/${made.id}/undo`);

  expect(await first.json()).toMatchObject({ state: "undone", undoneBy: "Maya", accepted: 3 });
  expect(await second.json()).toMatchObject({ state: "undone" });
  const log = await api.context.sql<{ action: string }[]>`select action from audit_log
    where workspace_id = ${maya.id} and target_id = ${made.id} order by id`;
  expect(log.map(({ action }) => action)).toEqual(["file_imported", "import_undone"]);
});

test("one file at a time: a second one is told to wait, and undoing waits too", async () => {
  const other = await api.tenant();
  const done = (await (await upload(other, "a.csv", plan, file)).json()) as ImportJson;
  let end = () => {};
  const slow = new ReadableStream<Uint8Array>({
    start(stream) {
      stream.enqueue(new TextEncoder().encode(`${file}\r\n`));
      end = () => stream.close();
    },
  });
  const running = upload(other, "slow.csv", plan, slow);
  await until(async () => (await states(other)).includes("running"));

  const second = await upload(other, "c.csv", plan, file);
  const undo = await other.person("POST", `/api/v1/imports/${done.id}/undo`);
  end();

  expect([second.status, undo.status]).toEqual([409, 409]);
  expect((await running).status).toBe(201);
  expect((await upload(other, "c.csv", plan, file)).status).toBe(201);
});

test("when the browser goes, what was taken stays, is marked, and can be undone", async () => {
  const other = await api.tenant();
  const head = `number,kind,at\n${"+15550100001,sent,2026-11-20T10:00:00Z\n".repeat(1500)}`;
  let sent = false;
  const broken = new ReadableStream<Uint8Array>({
    async pull(stream) {
      if (!sent) {
        stream.enqueue(new TextEncoder().encode(head));
        sent = true;
        return;
      }
      // Asked for more: the first lines are being counted.
      expect(await waitUntil(async () => (await countEvents(other.id)) >= 1000, 10_000)).toBe(true);
      stream.error(new Error("aborted"));
    },
  });

  const answer = await upload(other, "h.csv", plainPlan("csv"), broken);
  const [row] = await list(other);

  expect(answer.status).toBe(500);
  expect(row).toMatchObject({
    state: "failed",
    error: expect.stringContaining("broke off") as string,
  });
  expect(row?.accepted).toBeGreaterThanOrEqual(1000);
  expect((await other.person("POST", `/api/v1/imports/${row?.id}/undo`)).status).toBe(200);
  expect(await countEvents(other.id)).toBe(0);
});

async function countEvents(workspaceId: string): Promise<number> {
  const [row] = await api.context.sql<{ n: number }[]>`
    select count(*)::int as n from events where workspace_id = ${workspaceId}`;
  return row?.n ?? 0;
}

test("an import whose process died does not block the next one for longer than a minute", async () => {
  const other = await api.tenant();
  await api.context
    .sql`insert into imports (workspace_id, id, origin, file, state, started_at, beat_at)
    values (${other.id}, ${crypto.randomUUID()}, 1, 'dead.csv', 'running', ${new Date(now - 600_000)}, ${new Date(now - 120_000)})`;

  expect((await upload(other, "h.csv", plan, file)).status).toBe(201);
  expect(await states(other)).toEqual(["done", "failed"]);
});

test("a quote that is never closed ends the import with its line, instead of taking the rest into memory", async () => {
  const text =
    `number,kind,at\n"+15550100001,sent,2026-11-20T10:00:00Z\n${"x".repeat(70)}\n`.concat(
      `${"y".repeat(99)}\n`.repeat(20_000),
    );

  const answer = await upload(maya, "q.csv", plainPlan("csv"), text);

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    detail: expect.stringContaining("a quote is opened") as string,
  });
});

test("readers and people who are limited to clients bring in no files", async () => {
  const viewer = await maya.reader("POST", `/api/v1/imports${query("h.csv", plan)}`, file);
  const jonas = await makeMember(api.context, maya.id, {
    role: "member",
    clients: [crypto.randomUUID()],
  });
  const limited = await jonas.person("POST", `/api/v1/imports${query("h.csv", plan)}`, file);

  expect([viewer.status, limited.status]).toEqual([403, 404]);
});

function upload(who: Tenant, name: string, how: object, body: string | ReadableStream<Uint8Array>) {
  return who.person("POST", `/api/v1/imports${query(name, how)}`, body);
}

function query(name: string, how: object): string {
  return `?${new URLSearchParams({ file: name, plan: JSON.stringify(how) })}`;
}

async function list(who: Tenant): Promise<ImportJson[]> {
  const { imports } = (await (await who.reader("GET", "/api/v1/imports")).json()) as {
    imports: ImportJson[];
  };
  return imports;
}

async function states(who: Tenant): Promise<string[]> {
  return (await list(who)).map(({ state }) => state);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 100 && !(await holds()); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

function german(daysAgo: number): string {
  const [year, month, day] = new Date(now - daysAgo * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .split("-");
  return `${day}.${month}.${year} 10:02`;
}
