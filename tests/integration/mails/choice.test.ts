import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLog, due } from "@/db/schema";
import { openApi, type Tenant } from "@/tests/support/api";

let api: Awaited<ReturnType<typeof openApi>>;
let maya: Tenant;

beforeAll(async () => {
  api = await openApi();
  maya = await api.tenant();
});
afterAll(() => api.close());

test("begins with alert mails and a digest every Monday", async () => {
  const answer = await maya.person("GET", "/api/v1/me/mails");

  expect(await answer.json()).toEqual({
    workspace: "Bluebird Agency",
    receivesMails: true,
    digest: "weekly",
    quiet: null,
    zone: "Asia/Kolkata",
    lastReceiver: true,
  });
});

test("keeps what a person chooses, plans the digest and writes it down", async () => {
  const change = { digest: "daily", quiet: { from: "21:30", until: "07:15" } };

  const answer = await maya.person("PATCH", "/api/v1/me/mails", change);
  await maya.person("PATCH", "/api/v1/me/mails", change);

  expect(await answer.json()).toMatchObject({ ...change, receivesMails: true });
  const planned = await api.context.db
    .select({ targetId: due.targetId })
    .from(due)
    .where(and(eq(due.workspaceId, maya.id), eq(due.kind, "digest")));
  expect(planned).toEqual([{ targetId: maya.userId }]);
  const entries = await api.context.db
    .select({ detail: auditLog.detail })
    .from(auditLog)
    .where(and(eq(auditLog.workspaceId, maya.id), eq(auditLog.action, "member_mails_changed")));
  expect(entries).toEqual([{ detail: { digest: "daily", quietHours: "21:30 to 07:15" } }]);
});

test.each([
  [{ quiet: { from: "25:00", until: "07:00" } }, "quiet.from"],
  [{ quiet: { from: "07:00", until: "07:00" } }, "quiet"],
  [{ digest: "hourly" }, "digest"],
])("refuses %j and names the field", async (change, field) => {
  const answer = await maya.person("PATCH", "/api/v1/me/mails", change);

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ field });
});
