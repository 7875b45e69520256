import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertFacts } from "@/db/queries/insert-facts";
import { openApi, type Tenant } from "@/tests/support/api";
import { commit, event, makeNumber } from "@/tests/support/workspace";

let api: Awaited<ReturnType<typeof openApi>>;
let owner: Tenant;
let numberId: string;

const hostile = '=HYPERLINK("http://evil.example","+1")';

beforeAll(async () => {
  api = await openApi();
  owner = await api.tenant();
  numberId = await makeNumber(api.context, owner.id, { givenName: hostile });
  const now = Date.now();
  await commit(
    api.context,
    owner,
    [event(numberId, "delivered", now - 60_000, { category: "marketing" })],
    new Date(now),
  );
  await insertFacts(
    api.context.sql,
    owner.id,
    [
      {
        nodeKind: "number",
        nodeId: numberId,
        at: now - 30_000,
        dedupe: crypto.randomUUID(),
        kind: "name_decision",
        value: "approved",
      },
    ] as unknown as Parameters<typeof insertFacts>[2],
    now,
  );
});
afterAll(() => api.close());

async function rowsOf(address: string): Promise<Record<string, string>[]> {
  const response = await owner.reader("GET", address);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="banguard-/);
  return parse(await response.text(), { bom: true, columns: true });
}

test("a name that a spreadsheet would run stays a text", async () => {
  const [row] = await rowsOf("/api/v1/numbers/csv");

  expect(row).toMatchObject({ name: `'${hostile}`, number: "'+15550100001" });
});

test("the score's lines, the hours and the timeline of a number are files", async () => {
  const hours = await rowsOf(`/api/v1/numbers/${numberId}/trend/csv`);
  const days = await rowsOf(`/api/v1/numbers/${numberId}/trend/csv?step=1d`);
  const timeline = await rowsOf(`/api/v1/numbers/${numberId}/timeline/csv`);

  expect(hours.length).toBeGreaterThan(160);
  expect(days.length).toBeLessThan(10);
  expect(hours.reduce((sum, row) => sum + Number(row["delivered"]), 0)).toBe(1);
  expect(timeline.map(({ what }) => what)).toContain("display name approved");
});

test.each(["campaigns", "alerts", "outbox"])("%s are a file, also while empty", async (name) => {
  expect(await rowsOf(`/api/v1/${name}/csv`)).toEqual([]);
});

test("lists are a file, with what names no list", async () => {
  expect(await rowsOf("/api/v1/lists/csv")).toMatchObject([{ list: "No list", delivered: "1" }]);
});
