import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findDemo, listNumbersByPhone } from "@/db/queries/demo";
import { listDue } from "@/db/queries/due";
import { lines } from "@/lib/domain/demo/cast";
import { wholeWorkspace } from "@/lib/domain/reach";
import { minutes } from "@/lib/domain/time";
import { requireReal } from "@/lib/services/demo/require-real";
import { getAlerts } from "@/lib/services/get-alerts";
import { getPortfolio } from "@/lib/services/get-portfolio";
import { openDoor, type Door } from "@/tests/support/door";
import { layOut } from "./studio";

vi.setConfig({ hookTimeout: 300_000, testTimeout: 120_000 });

let door: Door;
let stage: Awaited<ReturnType<typeof layOut>>;
const start = new Date();

beforeAll(async () => {
  door = await openDoor();
  stage = await layOut(door.database, door.url, start, "Asia/Kolkata");
});
afterAll(async () => {
  await stage.close();
  await door.close();
});

test("says of Verde what it was when it could still be seen", async () => {
  const reach = wholeWorkspace(stage.workspaceId);
  const { numbers } = await getPortfolio(stage.core, reach, start);
  const verde = numbers.find(({ number }) => number === lines.alerts.number);

  expect(verde?.freshness).toBe("stale");
  expect(verde?.lastSeenScore?.score).toBe(12);
});

test("had these alerts in ninety days, each told or its silence explained", async () => {
  const reach = wholeWorkspace(stage.workspaceId);
  const { alerts } = await getAlerts(stage.core, reach, {}, start);

  const told = alerts.map(({ rule, title }) => `${rule}: ${title}`).reverse();
  for (const part of [
    "number_high: Roast & Co – Deals",
    "template_paused: ",
    "violation: WhatsApp warned Roast & Co",
    "campaign_wrong: Stop and look: ",
    "restricted: WhatsApp restricted Roast & Co",
    "violation: WhatsApp warned Lumen Loans",
    "cannot_see: We cannot see Verde Grocers – Alerts since ",
    "message_after_no: 12 offers went to people who had said no (Nomad Travel – Trips)",
    "disable_scheduled: WhatsApp will disable Lumen Loans",
    "number_high: Kite Fashion – Offers is at high risk: 2.3 % opted out of Festive-2",
    "rating_yellow: WhatsApp rates Kite Fashion – Offers yellow",
    "sending_stopped: Helio Solar – Service cannot send",
  ])
    expect(told).toContainEqual(expect.stringContaining(part));
  expect(alerts.length).toBeGreaterThanOrEqual(12);
  expect(alerts.length).toBeLessThanOrEqual(15);

  const kite = alerts.find(({ title }) => title.startsWith("Kite Fashion"));
  expect(kite).toMatchObject({ state: "open", acknowledgedAt: null });
  const lumen = alerts.find(({ rule }) => rule === "disable_scheduled");
  expect(Date.parse(lumen?.acknowledgedAt ?? "") - Date.parse(lumen?.openedAt ?? "")).toBe(
    minutes(7),
  );
  const high = alerts.filter(({ title }) => title.startsWith("Roast & Co – Deals")).at(-1);
  const restricted = alerts.find(({ rule }) => rule === "restricted");
  const ahead = Date.parse(restricted?.openedAt ?? "") - Date.parse(high?.openedAt ?? "");
  expect(Math.round(ahead / minutes(24 * 60))).toBe(14);
});

test("kept its mails, marked each, and sent none", async () => {
  const { core, workspaceId } = stage;
  const mails = await core.sql<{ state: string; subject: string; created_at: Date }[]>`
    select state, subject, created_at from notifications where workspace_id = ${workspaceId}`;

  expect(mails.length).toBeGreaterThan(20);
  expect(mails.filter(({ state }) => state !== "kept")).toEqual([]);
  expect(mails.filter(({ subject }) => !subject.startsWith("[Demo] "))).toEqual([]);
  const oldest = Math.min(...mails.map(({ created_at }) => created_at.getTime()));
  expect(start.getTime() - oldest).toBeGreaterThan(minutes(24 * 60 * 35));
});

test("wrote a digest to each of the two every Monday", async () => {
  const { core, workspaceId } = stage;
  const [sums] = await core.sql<{ people: number; mails: number }[]>`
    select count(distinct user_id)::int as people, count(*)::int as mails from notifications
    where workspace_id = ${workspaceId} and kind = 'digest'`;

  expect(sums?.people).toBe(2);
  expect(sums?.mails).toBeGreaterThanOrEqual(24);
  expect(sums?.mails).toBeLessThanOrEqual(26);
});

test("was muted once, and once said nothing because the account's alert was open", async () => {
  const { core, workspaceId } = stage;
  const notes = await core.sql<{ kind: string; because: string }[]>`
    select kind, because from alert_notes where workspace_id = ${workspaceId}`;

  expect(notes.filter(({ kind }) => kind === "muted")).toHaveLength(1);
  expect(notes.filter(({ because }) => because === "parent_open").length).toBeGreaterThan(0);
});

test("is left alone by every worker while it is laid out, and worked on afterwards", async () => {
  const { core, workspaceId } = stage;

  const free = (await listDue(core.db, ["score", "demo"], 500)).filter(
    (row) => row.workspaceId === workspaceId,
  );

  expect(free.map(({ kind }) => kind)).toContain("score");
  expect((await findDemo(core.db, workspaceId))?.building).toBe(false);
});

test("takes no source of a real number", async () => {
  await expect(requireReal(stage.core, stage.workspaceId)).rejects.toThrow("This is the demo");
});

test("has no module that writes rollups, scores, alerts or mails", () => {
  const folder = "lib/services/demo";
  const allowed = new Set(["demo", "due", "clients", "partitions", "sessions", "sources", "users"]);
  for (const file of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${file}`, "utf8");
    const queries = [...text.matchAll(/from "@\/db\/queries\/([a-z-]+)"/g)].map(([, name]) => name);
    expect([file, ...queries.filter((name) => !allowed.has(name ?? ""))]).toEqual([file]);
    expect(text).not.toMatch(/@\/db\/schema|drizzle-orm|core\.sql`|\.insert\(|\bsql`/);
  }
  const own = readFileSync("db/queries/demo.ts", "utf8");
  expect(own).not.toMatch(/\.insert\(|insert into/);
});

test("knows all twelve numbers by name, client and phone", async () => {
  const { core, workspaceId } = stage;
  const rows = await listNumbersByPhone(core.db, workspaceId);
  const { numbers } = await getPortfolio(core, wholeWorkspace(workspaceId), start);

  const inOrder = (texts: readonly (string | null)[]) => texts.map(String).toSorted(byText);
  expect(inOrder(rows.map(({ number }) => number))).toEqual(
    inOrder(Object.values(lines).map(({ number }) => number)),
  );
  expect(inOrder(numbers.map(({ name }) => name))).toEqual(
    inOrder(Object.values(lines).map(({ name }) => name)),
  );
});

function byText(left: string, right: string): number {
  return left < right ? -1 : 1;
}
