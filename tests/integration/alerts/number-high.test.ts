import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ensureDays } from "@/db/queries/partitions";
import { insertFacts } from "@/db/queries/insert-facts";
import type { Core } from "@/lib/services/core";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { commit, makeCore, makeNumber } from "@/tests/support/workspace";
import { wordsOf } from "@/tests/unit/email/stories";
import {
  type Agency,
  dueOf,
  evaluate,
  ist,
  listAlerts,
  listMails,
  listNotes,
  makeAgency,
  makeOther,
  makeSilent,
  makeSource,
} from "./agency";
import { sendFestive, sendUsualFridays, traffic } from "./campaigns";

let database: TestDatabase;
let core: Core;
let agency: Agency;
let kite: string;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database, { APP_URL: "https://banguard.example" });
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
  await ensureDays(core.sql, ist("2026-11-22T00:00"), ist("2026-11-30T00:00"));
  kite = await makeNumber(core, agency.workspace.id, {
    number: "+15550100003",
    name: "Kite Fashion – Offers",
  });
  await makeSource(agency, [kite], {
    tokenState: "ok",
    polledAt: ist("2026-11-22T11:32"),
    subscribedAt: ist("2026-11-22T11:32"),
    lastEventAt: ist("2026-11-22T11:30"),
  });
  await rate("green", ist("2026-10-10T09:00"));
  await sendUsualFridays(agency, kite);
  await evaluate(agency, kite, ist("2026-11-22T09:10"));
});

test("writes the mail of ux.md 3.1 from what was sent, a minute after the score turned high", async () => {
  await makeOther(agency, "Lumen Loans – Notices", "critical", 95);
  await makeOther(agency, "Helio Solar – Leads", "watch", 44);
  await makeOther(agency, "Roast & Co – Deals", "watch", 30);
  await makeOther(agency, "Nomad Travel – Trips", "watch", 35);
  await makeOther(agency, "Asha Beauty – Care", "low", 0);
  await makeSilent(agency, "Verde Grocers – Alerts", ist("2026-11-19T21:14"));
  await sendFestive(agency, kite);

  await evaluate(agency, kite, ist("2026-11-22T11:35"));
  const early = await listMails(agency);
  await evaluate(agency, kite, ist("2026-11-22T11:36"));

  expect(early).toEqual([]);
  const [mail] = await listMails(agency);
  expect(mail?.subject).toBe("Kite Fashion – Offers is at high risk: 2.3 % opted out of Festive-2");
  expect(mail?.preview).toBe(
    "98 of 4,310 people said stop, 4.5 times your usual. If the campaign is still running, stop it now.",
  );
  expect(wordsOf(mail?.text ?? "")).toBe(
    `Kite Fashion – Offers (+1 555 010 0003) went from 0, low to 56, high in 94 minutes. Sunday 22 November, 11:36 IST.
[Score near 0 all week, 56 now; Festive-2 began 10:02 today.]
Why
98 of the 4,310 people who received Festive-2 since 10:02 asked you to stop. That is 2.3 %; your usual is 0.5 %. We start to worry at 0.5 % and count it in full at 2 % (our estimate).
points
People who asked to stop: 98 of 4,310 today 40
4.5 times your usual 13
First-time contacts: 6 in 10 2
Numbers not on WhatsApp: 5.7 % of attempts 1
Score 56
Sure? 4,310 messages are a large sample; the true rate is very likely between 1.8 % and 2.6 %. We cannot see blocks or reports on this number; WhatsApp tells nobody.
What to do
Now: if Festive-2 is still running, stop it in the tool that sends it. Banguard cannot stop it for you.
Today: 81 of the 98 came from the list festive-fair.csv, first written to today. Do not use it again before you know when and where its people agreed.
Until Friday 27 November: no marketing from this number. Answers and order messages may go on. If nothing else goes wrong, the score is under 45 again on Friday.
Open the number
I'm on it
This was expected
Your other numbers right now: 1 critical (Lumen Loans – Notices), 3 on watch, 1 we cannot see, the rest quiet. WhatsApp's rating of this number: green, seen 11:32.
Scores are Banguard's estimate. WhatsApp publishes no thresholds. Banguard is not part of WhatsApp or Meta. You get this because you are a member of Bluebird Agency: change what you get · mute this number 1 day · 7 days.`
      .replace(/\s+/g, " ")
      .trim(),
  );
  expect(mail?.picture?.subarray(1, 4).toString()).toBe("PNG");
});

test("tells each member once, and queues each mail", async () => {
  await turnHigh();

  const mails = await listMails(agency);
  expect(mails).toHaveLength(2);
  expect(new Set(mails.map(({ userId }) => userId))).toEqual(new Set([agency.maya, agency.jonas]));
  expect(new Set(await dueOf(agency, "send"))).toEqual(new Set(mails.map(({ id }) => id)));
  expect(new Set(mails.map(({ state }) => state))).toEqual(new Set(["queued"]));
});

test("keeps what it opened on with the alert", async () => {
  await turnHigh();

  const [alert] = (await listAlerts(agency)).filter(({ rule }) => rule === "number_high");
  expect(alert).toMatchObject({
    severity: "high",
    state: "open",
    title: "Kite Fashion – Offers is at high risk: 2.3 % opted out of Festive-2",
    evidence: {
      of: "number_high",
      score: 56,
      before: 0,
      campaign: "Festive-2",
      list: "festive-fair.csv",
    },
  });
});

test("says that nobody was told when nobody gets mails", async () => {
  await core.sql`update memberships set receives_mails = false where workspace_id = ${agency.workspace.id}`;

  await turnHigh();

  expect(await listMails(agency)).toEqual([]);
  const silent = (await listNotes(agency)).filter(({ kind }) => kind === "not_told");
  expect(silent).toMatchObject([{ because: "nobody_gets_mails" }]);
});

test("tells of critical risk in the same thread, at once", async () => {
  await turnHigh();
  await commit(
    core,
    agency.workspace,
    traffic(kite, ist("2026-11-22T11:40"), { failed: 1500 }, { code: 131026 }),
  );
  await commit(core, agency.workspace, traffic(kite, ist("2026-11-22T11:40"), { reported: 60 }));
  await commit(
    core,
    agency.workspace,
    traffic(kite, ist("2026-11-22T11:40"), { failed: 1 }, { code: 130497 }),
  );

  await evaluate(agency, kite, ist("2026-11-22T11:41"));

  const mails = await listMails(agency);
  const [first] = mails;
  const last = mails.at(-1);
  expect(last?.subject).toBe(`Re: ${first?.subject}`);
  expect(last?.text).toMatch(/^New: the score went from 56 to \d+, critical\.\n/);
  expect((await listAlerts(agency)).find(({ rule }) => rule === "number_high")).toMatchObject({
    severity: "critical",
    escalatedAt: ist("2026-11-22T11:41"),
  });
});

test("opens one alert however often it is evaluated", async () => {
  await turnHigh();
  await evaluate(agency, kite, ist("2026-11-22T11:37"));
  await evaluate(agency, kite, ist("2026-11-22T12:00"));

  const opened = await listAlerts(agency);
  expect(opened.filter(({ rule }) => rule === "number_high")).toHaveLength(1);
  expect(await listMails(agency)).toHaveLength(2);
});

test("ends in the same thread once it has been calm for half an hour", async () => {
  await turnHigh();
  await evaluate(agency, kite, ist("2026-11-27T00:01"));
  const before = await listMails(agency);
  await evaluate(agency, kite, ist("2026-11-27T00:31"));

  expect(before).toHaveLength(2);
  const [first, , last] = await listMails(agency);
  expect(last?.subject).toBe(`Re: ${first?.subject}`);
  expect([first?.messageId, last?.thread].every((id) => id?.startsWith("<"))).toBe(true);
  const firsts = before.map(({ messageId }) => messageId);
  expect(firsts).toContain(last?.thread);
  expect(last?.preview).toMatch(/^Back to \d+ after 5 days\.$/);
  expect(wordsOf(last?.text ?? "")).toContain(
    "It was high for 4 days 13 hours. What changed: no marketing since Sunday 10:02; the list festive-fair.csv is unused.",
  );
  const [alert] = (await listAlerts(agency)).filter(({ rule }) => rule === "number_high");
  expect(alert).toMatchObject({ state: "resolved", resolvedBecause: "clean" });
});

test("a lively half hour in between begins the wait anew", async () => {
  await turnHigh();
  await evaluate(agency, kite, ist("2026-11-27T00:01"));
  await commit(
    core,
    agency.workspace,
    traffic(kite, ist("2026-11-27T00:10"), { sent: 1000, delivered: 1000, opted_out: 30 }),
  );
  await evaluate(agency, kite, ist("2026-11-27T00:11"));
  await evaluate(agency, kite, ist("2026-11-27T00:31"));

  const [alert] = (await listAlerts(agency)).filter(({ rule }) => rule === "number_high");
  expect(alert?.state).toBe("open");
});

test("opens nothing on imported history", async () => {
  const origin = 7;
  await core.sql`update number_hours set origin = ${origin} where workspace_id = ${agency.workspace.id}`;
  await sendFestive(agency, kite);
  await core.sql`update number_hours set origin = ${origin} where workspace_id = ${agency.workspace.id}`;
  await core.sql`update breakdown_hours set origin = ${origin} where workspace_id = ${agency.workspace.id}`;

  await evaluate(agency, kite, ist("2026-11-22T11:35"));
  await evaluate(agency, kite, ist("2026-11-22T11:36"));

  const [score] =
    await core.sql`select score from score_now where workspace_id = ${agency.workspace.id}
    and node_id = ${kite}`;
  expect(score?.["score"]).toBe(56);
  expect(await listAlerts(agency)).toEqual([]);
});

async function turnHigh(): Promise<void> {
  await sendFestive(agency, kite);
  // Told already: the campaign's own alert would be a second mail of the same minute.
  await evaluate(agency, kite, ist("2026-11-22T11:35"));
  await evaluate(agency, kite, ist("2026-11-22T11:36"));
}

async function rate(value: string, at: Date): Promise<void> {
  await insertFacts(
    core.sql,
    agency.workspace.id,
    [
      {
        nodeKind: "number",
        nodeId: kite,
        at: at.getTime(),
        dedupe: crypto.randomUUID(),
        kind: "quality",
        value,
      },
    ],
    at.getTime(),
  );
}
