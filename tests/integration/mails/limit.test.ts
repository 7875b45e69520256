import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { alerts, due, memberships, users } from "@/db/schema";
import { hours, minutes } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { tellWaiting } from "@/lib/services/tell-waiting";
import { writeMails } from "@/lib/services/write-mails";
import { listReceivers } from "@/db/queries/receivers";
import { paragraph } from "@/lib/email/document";
import {
  type Agency,
  claim,
  dueOf,
  evaluate,
  ist,
  listMails,
  mailsOf,
  makeAgency,
} from "@/tests/integration/alerts/agency";
import { makeAccount, makeSister, tell } from "@/tests/integration/alerts/account";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeCore } from "@/tests/support/workspace";
import { openPostOffice, type PostOffice } from "./post-office";

let database: TestDatabase;
let core: Core;
let office: PostOffice;
let agency: Agency;

const now = ist("2026-11-23T10:00");

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
  office = await openPostOffice(core);
});
afterAll(async () => {
  await office.close();
  await database.close();
});
beforeEach(async () => {
  office.sink.mails.length = 0;
  agency = await makeAgency(core);
  await core.db
    .update(memberships)
    .set({ receivesMails: false })
    .where(
      and(eq(memberships.workspaceId, agency.workspace.id), eq(memberships.userId, agency.jonas)),
    );
});

test("nobody gets more than ten in an hour; the rest comes in one, worst first", async () => {
  for (let at = 0; at < 25; at += 1) await writeOne(at, at === 20 ? "critical" : "warning");

  await office.deliver(agency, now);
  const first = subjects();
  for (let minute = 5; minute < 60; minute += 5) await passTime(minutes(minute));

  expect(first).toHaveLength(9);
  expect(office.sink.mails).toHaveLength(10);
  expect(subjects().at(-1)).toBe("16 more notices: Alert 20 and 15 others");
  const states = (await mailsOf(agency, agency.maya)).map(({ state }) => state);
  expect(states.filter((state) => state === "summed")).toHaveLength(16);
  expect(states).not.toContain("held");
});

test("what is held later waits until the hour has room again", async () => {
  for (let at = 0; at < 12; at += 1) await writeOne(at, "warning");
  await office.deliver(agency, now);
  await passTime(minutes(5));
  for (let at = 12; at < 14; at += 1) await writeOne(at, "warning");

  await passTime(minutes(10));
  await passTime(minutes(30));
  const within = office.sink.mails.length;
  await passTime(hours(1) + minutes(10));
  await passTime(hours(1) + minutes(15));

  expect(within).toBe(10);
  expect(subjects().at(-1)).toBe("2 more notices: Alert 12 and 1 other");
});

test("is counted over all workspaces of a person", async () => {
  const other = await makeAgency(core);
  await core.db.insert(memberships).values({
    workspaceId: other.workspace.id,
    userId: agency.maya,
    role: "member",
    createdAt: now,
  });
  for (let at = 0; at < 9; at += 1) await writeOne(at, "warning");
  await office.deliver(agency, now);
  await writeOne(50, "warning", other);

  await office.deliver(other, now);

  const [mail] = (await listMails(other)).filter(({ userId }) => userId === agency.maya);
  expect(mail?.state).toBe("held");
});

test("what WhatsApp has done is heard by the administrators when nobody gets mails", async () => {
  await core.db
    .update(memberships)
    .set({ receivesMails: false })
    .where(eq(memberships.workspaceId, agency.workspace.id));
  const account = await makeAccount(agency, "Roast & Co");
  await makeSister(account, "Roast & Co – Deals", "+15550100004");
  await tell(
    account,
    { kind: "restricted", value: "starting", detail: { types: ["starting"] } },
    now,
  );

  await evaluate(agency, account.id, now, "score_account");
  await office.deliver(agency, now);

  expect(office.sink.mails.map(({ to }) => (Array.isArray(to) ? "" : to?.text))).toEqual([
    expect.stringMatching(/^maya-/),
  ]);
  expect(office.sink.mails[0]?.text).toContain(
    "You chose not to get mails like this one. It comes all the same, because nobody else in Bluebird Agency would hear of it.",
  );
  expect(office.sink.mails[0]?.headers.has("list")).toBe(false);
});

test("softer facts wait for the reader's own morning, hard ones for nothing", async () => {
  await core.db
    .update(users)
    .set({ zone: "America/New_York", quietFrom: 0, quietUntil: 6 * 60 })
    .where(eq(users.id, agency.maya));
  // 04:00 in New York.
  const night = new Date("2026-11-23T09:00:00Z");

  await writeOne(0, "critical", agency, undefined, night);
  await writeOne(1, "warning", agency, "night", night);

  const rows = await core.db
    .select({ dueAt: due.dueAt })
    .from(due)
    .where(and(eq(due.workspaceId, agency.workspace.id), eq(due.kind, "send")))
    .orderBy(due.dueAt);
  expect(rows.map(({ dueAt }) => dueAt)).toEqual([night, new Date("2026-11-23T11:00:00Z")]);
});

async function writeOne(
  at: number,
  severity: "warning" | "critical",
  to = agency,
  waits?: "night",
  when = now,
): Promise<void> {
  const workspaceId = to.workspace.id;
  const id = crypto.randomUUID();
  await core.db.insert(alerts).values({
    workspaceId,
    id,
    rule: "number_high",
    severity,
    state: "open",
    targetKind: "number",
    targetId: crypto.randomUUID(),
    openedAt: when,
    title: `Alert ${at}`,
    reason: "",
    evidence: { of: "growth_refused", since: 0 },
  });
  const people = (await listReceivers(core.db, workspaceId)).filter(
    ({ userId }) => userId === agency.maya,
  );
  const write = async () => ({
    subject: `Alert ${at}`,
    preview: "Look at it.",
    blocks: [paragraph`Alert ${at}`],
  });
  const posting = { alertId: id, kind: "open", occurrence: "", inThread: false, waits, write };
  const moment = new Date(when.getTime() + at);
  await writeMails({ core, db: core.db, workspaceId, now: moment }, posting, people);
}

/** What the worker does so long after the beginning. */
async function passTime(ms: number): Promise<void> {
  const at = new Date(now.getTime() + ms);
  for (const target of await dueOf(agency, "tell")) {
    await tellWaiting(core, await claim(agency, "tell", target, at), at);
  }
  await office.deliver(agency, at);
}

function subjects(): (string | undefined)[] {
  return office.sink.mails.map(({ subject }) => subject);
}
