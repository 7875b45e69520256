import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findDemo, listNumbersByPhone, noteDemoSeen } from "@/db/queries/demo";
import { listDue } from "@/db/queries/due";
import { system } from "@/lib/domain/audit";
import { kindIds } from "@/lib/domain/counts";
import { lines } from "@/lib/domain/demo/cast";
import { paydayStart, sceneLastsMs } from "@/lib/domain/demo/payday";
import { wholeWorkspace } from "@/lib/domain/reach";
import { addDays, localDay, minutes, startOfDay } from "@/lib/domain/time";
import { createChannel } from "@/lib/services/create-channel";
import { requireReal } from "@/lib/services/demo/require-real";
import { seeDemo } from "@/lib/services/demo/see-demo";
import { getAlerts } from "@/lib/services/get-alerts";
import { getPortfolio } from "@/lib/services/get-portfolio";
import { listPeople } from "@/lib/services/list-people";
import { createChannelJson } from "@/lib/wire/channel";
import { demoTable, rowOf } from "@/tests/support/demo-table";
import { openDoor, type Door } from "@/tests/support/door";
import { layOut, playTraffic, scoresOf, type Stage } from "./studio";

vi.setConfig({ hookTimeout: 300_000, testTimeout: 120_000 });

let door: Door;
let stage: Stage;
const start = new Date();
const zone = "Asia/Kolkata";

beforeAll(async () => {
  door = await openDoor();
  stage = await layOut(door, start, zone);
});
afterAll(async () => {
  await stage.close();
  await door.close();
});

test("gives every number the score of the table", async () => {
  const { alerts: verde, ...seen } = await scoresOf(stage.core, stage.workspaceId);

  const rows = Object.entries(seen).map(([line, score]) => [line, rowOf(score)]);
  expect(Object.fromEntries(rows)).toEqual(demoTable);
  expect(verde.band).not.toBe("high");
});

test("counted Festive-2's people once more after its last message", async () => {
  const { core, workspaceId } = stage;
  const day = addDays(localDay(start.getTime(), zone), -1);
  const [kept] = await core.sql`
    select p.reached, p.first_contacts from people_days p join numbers n on n.workspace_id = p.workspace_id and n.id = p.number_id
    where p.workspace_id = ${workspaceId} and n.number = ${lines.kite.number} and p.day = ${day}`;
  const [afresh] = await core.sql`
    with touched as (
      select e.person, min(e.at) as first_at, max(e.at) filter (where e.kind = ${kindIds.delivered}) as last_at
      from events e join numbers n on n.workspace_id = e.workspace_id and n.id = e.number_id
      where e.workspace_id = ${workspaceId} and n.number = ${lines.kite.number}
        and e.kind in (${kindIds.sent}, ${kindIds.delivered}, ${kindIds.read})
      group by e.person)
    select count(*)::int as reached,
      count(*) filter (where first_at >= ${new Date(startOfDay(day, zone))})::int as first_contacts
    from touched where last_at >= ${new Date(startOfDay(day, zone))}`;

  expect(afresh).toEqual({ reached: 4742, first_contacts: 2845 });
  expect(kept).toEqual(afresh);
});

test("lets Jonas see his two clients, and no other", async () => {
  const { core, workspaceId } = stage;
  const asker = { workspaceId, userId: stage.userId, role: "admin" };
  const { people, clients } = await listPeople(core, asker, start);
  const jonas = people.find(({ name }) => name === "Jonas");

  const names = jonas?.sees?.map((seen) => clients.find(({ id }) => id === seen)?.name ?? seen);
  expect(names?.toSorted(byText)).toEqual(["Kite Fashion", "Roast & Co"]);
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

test("takes no source of a real number, and no channel", async () => {
  const { core, workspaceId, userId } = stage;
  await expect(requireReal(core, workspaceId)).rejects.toThrow("This is the demo");

  const maker = { workspaceId, userId, actor: system };
  const wanted = createChannelJson.parse({
    kind: "webhook",
    name: "Ours",
    address: "https://alerts.example/hook",
  });
  await expect(createChannel(core, maker, wanted, start)).rejects.toThrow("This is the demo");
});

test("plays Payday once through the real door: a mail at 500 messages, above 50 at 800", async () => {
  const { core, workspaceId } = stage;
  // A signature and a moment are taken within five minutes of the door's clock: the scene lies around now.
  const seenAt = Date.now() - minutes(4.5);
  expect(await seeDemo(core, workspaceId, new Date(seenAt))).toBe("ready");
  await noteDemoSeen(core.db, workspaceId, new Date());
  expect((await findDemo(core.db, workspaceId))?.seenAt?.getTime()).toBe(seenAt);

  const begins = paydayStart(seenAt);
  const whenSent = (messages: number) => begins + (messages / 1200) * sceneLastsMs;
  await playTraffic(stage, begins);
  await playTraffic(stage, whenSent(400));
  expect(await titlesOf("campaign_wrong", "Payday")).toEqual([]);
  await playTraffic(stage, whenSent(540));
  expect(await titlesOf("campaign_wrong", "Payday")).toEqual([
    "Stop and look: 2 % opted out of Payday",
  ]);
  await playTraffic(stage, whenSent(810));
  expect((await scoresOf(core, workspaceId)).pico.score).toBeGreaterThanOrEqual(50);
  const mails = await core.sql<{ subject: string }[]>`
    select distinct subject from notifications where workspace_id = ${workspaceId} and subject like '%Payday%'`;
  expect(mails.map(({ subject }) => subject)).toContain(
    "[Demo] Stop and look: 2 % opted out of Payday",
  );
  await playTraffic(stage, begins + sceneLastsMs);
  await playTraffic(stage, begins + sceneLastsMs);

  const [sums] = await core.sql<{ delivered: number; stopped: number }[]>`
    select sum(b.delivered)::int as delivered, sum(b.opted_out)::int as stopped from breakdown_hours b
    join labels l on l.workspace_id = b.workspace_id and l.id = b.label_id and l.text = 'Payday'
    where b.workspace_id = ${workspaceId} and b.dimension = 4`;
  expect(sums).toEqual({ delivered: 1200, stopped: 32 });
});

test("has no module that writes rollups, scores, alerts or mails", () => {
  const folder = "lib/services/demo";
  const allowed = new Set(
    "demo due clients memberships partitions sessions sources users".split(" "),
  );
  for (const file of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${file}`, "utf8");
    const queries = [...text.matchAll(/from "@\/db\/queries\/([a-z-]+)"/g)].map(([, name]) => name);
    expect([file, ...queries.filter((name) => !allowed.has(name ?? ""))]).toEqual([file]);
    expect(text).not.toMatch(/@\/db\/schema|drizzle-orm|core\.sql`|\.insert\(|\bsql`/);
  }
  const own = readFileSync("db/queries/demo.ts", "utf8");
  expect(own).not.toMatch(/\.insert\(|insert into/);
});

async function titlesOf(rule: string, part: string): Promise<string[]> {
  const reach = wholeWorkspace(stage.workspaceId);
  const { alerts } = await getAlerts(stage.core, reach, {}, new Date());
  return alerts
    .filter((alert) => alert.rule === rule && alert.title.includes(part))
    .map(({ title }) => title);
}

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
