import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ensureDays } from "@/db/queries/partitions";
import { clients, due, memberClients, memberships, numbers, users, workspaces } from "@/db/schema";
import { days } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { scheduleChores } from "@/lib/services/schedule-chores";
import { sendDigest } from "@/lib/services/send-digest";
import { chooseMails } from "@/lib/services/set-mail-choice";
import { system } from "@/lib/domain/audit";
import {
  type Agency,
  claim,
  evaluate,
  ist,
  mailsOf,
  makeAgency,
  makeOther,
  makePerson,
  makeSource,
} from "@/tests/integration/alerts/agency";
import { sendFestive, sendUsualFridays } from "@/tests/integration/alerts/campaigns";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeCore, makeNumber } from "@/tests/support/workspace";
import { wordsOf } from "@/tests/unit/email/stories";

let database: TestDatabase;
let core: Core;
let agency: Agency;

const morning = ist("2026-11-23T09:00");

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database, { APP_URL: "https://banguard.example" });
  await ensureDays(core.sql, ist("2026-10-01T00:00"), ist("2026-12-05T00:00"));
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
});

test("tells on Monday at nine how the numbers stand, from what was sent", async () => {
  const kite = await makeKite();
  await makeOther(agency, "Lumen Loans – Notices", "low", 3);

  await digest(agency.maya, morning);

  const [mail] = await digests(agency.maya);
  expect(mail?.subject).toBe("Your WhatsApp numbers, 16–22 Nov: 1 of 2 needs you");
  const text = plain(mail?.text);
  expect(text).toContain("1 of 2 numbers needs you. Monday 23 November, 09:00 IST");
  expect(text).toMatch(/▲ 5\d high · Kite Fashion – Offers · 2\.3 % opted out of Festive-2\./);
  expect(text).toContain("Quiet (1): Lumen Loans – Notices 3.");
  expect(text).toMatch(/This week, in this order: 1\. (stop Festive-2 on|let) Kite Fashion/);
  expect(text).toContain(
    "Last week in numbers: 4,310 marketing messages delivered · 2.3 % asked to stop (0.5 % the week before) · 1 alert, none acknowledged.",
  );
  expect(text).toContain("What we could see: blocks and reports on no number of 2");
  expect(mail?.html).toContain(`https://banguard.example/numbers/${kite}`);
});

test("is written once for a period, also after a crash and by two workers", async () => {
  await makeOther(agency, "Lumen Loans – Notices", "low", 3);

  await digest(agency.maya, morning);
  await digest(agency.maya, morning);
  await Promise.all([digest(agency.maya, morning), digest(agency.maya, morning)]);

  expect(await digests(agency.maya)).toHaveLength(1);
  expect(await plannedAt(agency.maya)).toEqual(ist("2026-11-30T09:00"));
});

test("what a stopped worker missed comes late, and is skipped when it is a day late", async () => {
  await makeOther(agency, "Lumen Loans – Notices", "low", 3);

  await digest(agency.maya, ist("2026-11-23T20:00"));
  await digest(agency.jonas, ist("2026-11-24T09:00"));

  expect(await digests(agency.maya)).toHaveLength(1);
  expect(await digests(agency.jonas)).toHaveLength(0);
  expect(await plannedAt(agency.jonas)).toEqual(ist("2026-11-30T09:00"));
});

test("everybody's is planned for nine of their own clock, and of nobody who wants none", async () => {
  const anna = await makePerson(core, agency.workspace.id, "Anna", "member");
  const zed = await makePerson(core, agency.workspace.id, "Zed", "member");
  await core.db.update(users).set({ zone: "Europe/Berlin" }).where(eq(users.id, anna));
  await core.db
    .update(memberships)
    .set({ digest: "never" })
    .where(and(eq(memberships.workspaceId, agency.workspace.id), eq(memberships.userId, zed)));

  await scheduleChores(core, ist("2026-11-22T12:00"));

  expect(await plannedAt(agency.maya)).toEqual(morning);
  expect(await plannedAt(anna)).toEqual(new Date("2026-11-23T08:00:00Z"));
  expect(await plannedAt(zed)).toBeUndefined();
});

test("a receiver's digest carries the receiver's own clock", async () => {
  await makeOther(agency, "Lumen Loans – Notices", "low", 3);
  await core.db.update(users).set({ zone: "America/New_York" }).where(eq(users.id, agency.maya));

  await digest(agency.maya, new Date("2026-11-23T14:00:00Z"));

  expect(plain((await digests(agency.maya))[0]?.text)).toContain("Monday 23 November, 09:00 EST");
});

test("daily comes every day, and looks back on one", async () => {
  await makeOther(agency, "Lumen Loans – Notices", "low", 3);
  const me = { workspaceId: agency.workspace.id, userId: agency.maya, actor: system };
  await chooseMails(core, me, { digest: "daily" }, ist("2026-11-22T12:00"));

  await digest(agency.maya, morning);
  await digest(agency.maya, new Date(morning.getTime() + days(1)));

  expect((await digests(agency.maya)).map(({ subject }) => subject)).toEqual([
    "Your WhatsApp numbers, Sun 22 Nov: nothing sent",
    "Your WhatsApp numbers, Mon 23 Nov: nothing sent",
  ]);
});

test("names only numbers that the receiver may hear of", async () => {
  const clientId = crypto.randomUUID();
  const { id: workspaceId } = agency.workspace;
  await core.db
    .insert(clients)
    .values({ workspaceId, id: clientId, name: "Asha", createdAt: morning });
  const asha = await makeOther(agency, "Asha Beauty – Offers", "low", 11);
  await makeOther(agency, "Lumen Loans – Notices", "critical", 95);
  await core.db
    .update(numbers)
    .set({ clientId })
    .where(and(eq(numbers.workspaceId, workspaceId), eq(numbers.id, asha)));
  await core.db
    .update(memberships)
    .set({ limited: true })
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, agency.jonas)));
  await core.db
    .insert(memberClients)
    .values({ workspaceId, userId: agency.jonas, clientId, sees: true });

  await digest(agency.jonas, morning);

  const [mail] = await digests(agency.jonas);
  expect(mail?.subject).toContain("nothing sent");
  expect(mail?.text).toContain("Asha Beauty – Offers");
  expect(mail?.text).not.toContain("Lumen");
});

test("nobody gets one from a workspace that never had a source or a number", async () => {
  await digest(agency.maya, morning);

  expect(await digests(agency.maya)).toEqual([]);
});

test("a source that has told nothing yet is worth a line", async () => {
  await makeSource(agency, []);

  await digest(agency.maya, morning);

  expect((await digests(agency.maya))[0]?.subject).toBe(
    "Your WhatsApp numbers, 16–22 Nov: nothing has reached us yet",
  );
});

test("waits for the end of quiet hours", async () => {
  await makeOther(agency, "Lumen Loans – Notices", "low", 3);
  await core.db
    .update(users)
    .set({ quietFrom: 20 * 60, quietUntil: 10 * 60 })
    .where(eq(users.id, agency.maya));

  await digest(agency.maya, morning);

  const [sending] = await core.db
    .select({ dueAt: due.dueAt })
    .from(due)
    .where(and(eq(due.workspaceId, agency.workspace.id), eq(due.kind, "send")));
  expect(sending?.dueAt).toEqual(ist("2026-11-23T10:00"));
});

test("a demo's digest says so in its subject", async () => {
  await makeOther(agency, "Lumen Loans – Notices", "low", 3);
  await core.db
    .update(workspaces)
    .set({ demo: true })
    .where(eq(workspaces.id, agency.workspace.id));

  await digest(agency.maya, morning);

  const [mail] = await digests(agency.maya);
  expect(mail?.subject).toMatch(/^\[Demo\] Your WhatsApp numbers/);
  expect(mail?.text).toMatch(/^This is a demo\./);
});

async function makeKite(): Promise<string> {
  const kite = await makeNumber(core, agency.workspace.id, { name: "Kite Fashion – Offers" });
  await sendUsualFridays(agency, kite);
  await sendFestive(agency, kite);
  for (const at of ["11:35", "11:36"]) await evaluate(agency, kite, ist(`2026-11-22T${at}`));
  return kite;
}

async function digest(userId: string, now: Date): Promise<void> {
  await sendDigest(core, await claim(agency, "digest", userId, now), now);
}

async function digests(userId: string) {
  return (await mailsOf(agency, userId)).filter(({ kind }) => kind === "digest");
}

async function plannedAt(userId: string): Promise<Date | undefined> {
  const [row] = await core.db
    .select({ dueAt: due.dueAt })
    .from(due)
    .where(
      and(
        eq(due.workspaceId, agency.workspace.id),
        eq(due.kind, "digest"),
        eq(due.targetId, userId),
      ),
    );
  return row?.dueAt;
}

function plain(text = ""): string {
  return wordsOf(text).replaceAll(/ \(https?:\/\/[^)]+\)/g, "");
}
