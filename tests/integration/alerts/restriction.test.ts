import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ensureDays } from "@/db/queries/partitions";
import type { Core } from "@/lib/services/core";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { commit, makeCore } from "@/tests/support/workspace";
import { wordsOf } from "@/tests/unit/email/stories";
import { type Account, makeAccount, makeSister, tell } from "./account";
import {
  type Agency,
  evaluate,
  ist,
  listAlerts,
  listMails,
  listNotes,
  makeAgency,
  makeLabel,
} from "./agency";
import { readUsually, traffic } from "./campaigns";

let database: TestDatabase;
let core: Core;
let agency: Agency;
let account: Account;
let deals: string;
let orders: string;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database, { APP_URL: "https://banguard.example" });
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
  await ensureDays(core.sql, ist("2026-09-20T00:00"), ist("2026-11-30T00:00"));
  account = await makeAccount(agency, "Roast & Co");
  deals = await makeSister(account, "Roast & Co – Deals", "+15550100004");
  orders = await makeSister(account, "Roast & Co – Orders", "+15550100005");
});

const restrictedAt = ist("2026-10-30T14:20");
const until = ist("2026-11-02T14:20");

test("writes the mail of ux.md 3.2 once for both numbers", async () => {
  await brewTwice();
  await tell(account, { kind: "violation", value: "SCAM" }, ist("2026-10-20T09:00"));
  await evaluateAll(ist("2026-10-28T13:00"));
  await restrict();

  await evaluateAll(restrictedAt);

  const mails = (await listMails(agency)).filter(({ subject }) =>
    subject.startsWith("WhatsApp restricted"),
  );
  expect(mails).toHaveLength(2);
  const [mail] = mails;
  expect(mail?.subject).toBe(
    "WhatsApp restricted Roast & Co until Mon 2 Nov, 14:20: no campaigns on 2 numbers",
  );
  expect(mail?.preview).toBe(
    "You can still answer people who wrote to you in the last 24 hours. What to stop, what to do until Monday.",
  );
  const text = wordsOf(mail?.text ?? "");
  expect(text).toContain(
    "WhatsApp has restricted the account Roast & Co. Friday 30 October, 14:20 IST. It ends Monday 2 November, 14:20 IST, in 3 days. What does not work: starting chats and sending templates (offers, order updates, codes) from Roast & Co – Deals and Roast & Co – Orders; adding numbers. What works: answering people who wrote to you in the last 24 hours. Receiving messages.",
  );
  expect(text).toContain(
    "WhatsApp's notice names no reason. What we saw before it: 28 Oct: first high alert, after Brew Week 2 (3.1 %). Nobody acknowledged it. 28 Oct: Brew Week 2 went to 1,130 people; 3.1 % asked to stop (35 of 1,130; usual 0.6 %). 20 Oct: WhatsApp sent a warning for this account.",
  );
  expect(text).toContain(
    "Roast & Co – Orders behaved well (score 0). It is restricted because it shares the account.",
  );
  expect(text).toContain("This one mail covers both numbers. We will write again when it ends.");
});

test("sends one mail per person for an account with 100 numbers", async () => {
  const sisters = [];
  for (let index = 0; index < 98; index += 1) {
    sisters.push(
      await makeSister(account, `Number ${index}`, `+1555020${String(index).padStart(4, "0")}`),
    );
  }
  await restrict();
  // Numbers first: a mail must not depend on who is looked at before.
  for (const id of [deals, orders, ...sisters]) await evaluate(agency, id, restrictedAt);
  await evaluate(agency, account.id, restrictedAt, "score_account");
  const later = new Date(restrictedAt.getTime() + 61_000);
  for (const id of [deals, ...sisters.slice(0, 20)]) await evaluate(agency, id, later);

  const mails = await listMails(agency);
  expect(mails).toHaveLength(2);
  expect(new Set(mails.map(({ userId }) => userId))).toEqual(new Set([agency.maya, agency.jonas]));
  expect(mails[0]?.subject).toMatch(/no campaigns on 100 numbers$/);
});

test("says that it was not told, because its account's alert was open", async () => {
  await restrict();
  await evaluate(agency, account.id, restrictedAt, "score_account");
  await commit(core, agency.workspace, [
    ...traffic(deals, ist("2026-10-30T14:21"), { sent: 4000, delivered: 4000, opted_out: 200 }),
    ...traffic(deals, ist("2026-10-10T14:21"), { sent: 4000, delivered: 4000, opted_out: 10 }),
  ]);

  await evaluate(agency, deals, ist("2026-10-30T14:22"));
  await evaluate(agency, deals, ist("2026-10-30T14:24"));

  expect((await listAlerts(agency)).map(({ rule }) => rule)).toEqual(["restricted"]);
  const silent = (await listNotes(agency)).filter(({ kind }) => kind === "not_told");
  expect(silent).toMatchObject([{ because: "parent_open", targetId: deals }]);
});

test("opens nothing on a restriction that it learns of two days late", async () => {
  await restrict(new Date(restrictedAt.getTime() + 2 * 86_400_000));

  await evaluate(
    agency,
    account.id,
    new Date(restrictedAt.getTime() + 2 * 86_400_000),
    "score_account",
  );

  expect(await listAlerts(agency)).toEqual([]);
  const [note] = await listNotes(agency);
  expect(note).toMatchObject({ kind: "not_told", because: "history" });
});

test("writes again when the restriction ends, in the same thread", async () => {
  await restrict();
  await evaluate(agency, account.id, restrictedAt, "score_account");

  await evaluate(agency, account.id, until, "score_account");

  const mails = await listMails(agency);
  const last = mails.at(-1);
  expect(mails).toHaveLength(4);
  expect(last?.subject).toBe("Roast & Co can send again: start with 200");
  expect(mails.slice(0, 2).map(({ messageId }) => messageId)).toContain(last?.thread);
  expect(await listAlerts(agency)).toMatchObject([{ state: "resolved", resolvedBecause: "ended" }]);
});

test("says so when WhatsApp gives no end", async () => {
  await tell(
    account,
    { kind: "restricted", value: "starting", detail: { types: ["starting"] } },
    restrictedAt,
  );

  await evaluate(agency, account.id, restrictedAt, "score_account");

  const [mail] = await listMails(agency);
  expect(mail?.subject).toBe("WhatsApp restricted Roast & Co: no campaigns on 2 numbers");
});

async function evaluateAll(now: Date): Promise<void> {
  const second = new Date(now.getTime() + 60_000);
  for (const at of [now, second]) {
    for (const id of [deals, orders]) await evaluate(agency, id, at);
    await evaluate(agency, account.id, at, "score_account");
  }
}

/** Brew Week 2 after four ordinary weeks of 1,000. */
async function brewTwice(): Promise<void> {
  const campaign = await makeLabel(agency, "campaign", "Brew Week 2");
  const usual = ["10-02", "10-06", "10-09", "10-13"].flatMap((day) =>
    traffic(deals, ist(`2026-${day}T11:00`), { sent: 1000, delivered: 1000, opted_out: 6 }),
  );
  await commit(core, agency.workspace, [
    ...usual,
    ...traffic(
      deals,
      ist("2026-10-28T11:10"),
      { sent: 1130, delivered: 1130, opted_out: 35 },
      { campaign },
    ),
  ]);
  await readUsually(agency);
}

async function restrict(receivedAt = restrictedAt): Promise<void> {
  const types = ["starting", "adding"];
  await tell(
    account,
    { kind: "restricted", value: "starting", until: until.getTime(), detail: { types } },
    restrictedAt,
    receivedAt,
  );
}
