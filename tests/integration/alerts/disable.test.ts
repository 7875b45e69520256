import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { system } from "@/lib/domain/audit";
import { wholeWorkspace } from "@/lib/domain/reach";
import { acknowledgeAlert } from "@/lib/services/acknowledge-alert";
import type { Core } from "@/lib/services/core";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeCore } from "@/tests/support/workspace";
import { wordsOf } from "@/tests/unit/email/stories";
import { type Account, makeAccount, makeSister, tell } from "./account";
import {
  type Agency,
  evaluate,
  ist,
  listAlerts,
  listMails,
  makeAgency,
  makePerson,
} from "./agency";

let database: TestDatabase;
let core: Core;
let agency: Agency;
let account: Account;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database, { APP_URL: "https://banguard.example" });
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
  account = await makeAccount(agency, "Roast & Co");
  await makeSister(account, "Roast & Co – Deals", "+15550100004");
});

test("writes the mail of ux.md 3.3 and reminds of the day", async () => {
  const learned = ist("2026-11-21T16:05");
  await tell(account, { kind: "violation", value: "SCAM" }, ist("2026-11-14T10:00"));
  await evaluate(agency, account.id, ist("2026-11-14T10:00"), "score_account");
  const warned = await listMails(agency);
  await tell(
    account,
    {
      kind: "disable_scheduled",
      detail: { day: "2026-11-29" },
      until: ist("2026-11-29T00:00").getTime(),
    },
    learned,
  );

  await evaluate(agency, account.id, learned, "score_account");
  const [alert] = (await listAlerts(agency)).filter(({ rule }) => rule === "disable_scheduled");
  const action = {
    reach: wholeWorkspace(agency.workspace.id),
    alertId: alert?.id ?? "",
    userId: agency.maya,
    actor: system,
  };
  await acknowledgeAlert(core, action, ist("2026-11-21T16:12"));
  for (const at of ["21T16:25", "25T12:00", "26T00:00", "26T08:00", "28T00:00", "28T09:00"]) {
    await evaluate(agency, account.id, ist(`2026-11-${at}`), "score_account");
  }

  const mails = (await listMails(agency)).slice(warned.length);
  expect(mails.filter(({ userId }) => userId === agency.maya).map(({ kind }) => kind)).toEqual([
    "open",
    "remind:three_days_left",
    "remind:one_day_left",
  ]);
  const [first] = mails;
  expect(first?.subject).toBe("WhatsApp will disable Roast & Co on 29 November: appeal today");
  expect(first?.preview).toMatch(/^8 days left\. /);
  expect(wordsOf(first?.text ?? "")).toContain(
    "WhatsApp warned the account on 14 November (its word: SCAM). Score: 0 from behaviour, raised to 95 by WhatsApp's decision.",
  );
  expect(mails.at(-1)?.subject).toBe(`Re: ${first?.subject}`);
});

test("tells all administrators when nobody acknowledges a coming disable for 15 minutes", async () => {
  const quiet = await makePerson(core, agency.workspace.id, "Ada", "admin", false);
  const learned = ist("2026-11-21T16:05");
  await tell(account, { kind: "disable_scheduled", detail: { day: "2026-11-29" } }, learned);

  await evaluate(agency, account.id, learned, "score_account");
  const before = await listMails(agency);
  await evaluate(agency, account.id, ist("2026-11-21T16:19"), "score_account");
  await evaluate(agency, account.id, ist("2026-11-21T16:20"), "score_account");
  await evaluate(agency, account.id, ist("2026-11-21T16:30"), "score_account");

  expect(before.map(({ userId }) => userId)).not.toContain(quiet);
  const after = (await listMails(agency)).slice(before.length);
  expect(after.map(({ userId }) => userId)).toEqual([quiet]);
  expect(after[0]?.text).toMatch(/^New: nobody has acknowledged this for 15 minutes/);
});

test("tells when WhatsApp reinstates the account", async () => {
  const learned = ist("2026-11-21T16:05");
  await tell(account, { kind: "disable_scheduled", detail: { day: "2026-11-29" } }, learned);
  await evaluate(agency, account.id, learned, "score_account");
  await tell(account, { kind: "reinstated" }, ist("2026-11-23T10:00"));

  await evaluate(agency, account.id, ist("2026-11-23T10:00"), "score_account");

  const last = (await listMails(agency)).at(-1);
  expect(last?.subject).toBe("WhatsApp has reinstated Roast & Co: start with 200");
});

test("lets a disable take over from its announcement without saying that it is over", async () => {
  await tell(
    account,
    { kind: "disable_scheduled", detail: { day: "2026-11-23" } },
    ist("2026-11-21T16:05"),
  );
  await evaluate(agency, account.id, ist("2026-11-21T16:05"), "score_account");
  await tell(account, { kind: "disabled" }, ist("2026-11-23T10:00"));

  await evaluate(agency, account.id, ist("2026-11-23T10:00"), "score_account");

  const told = (await listMails(agency)).filter(({ userId }) => userId === agency.maya);
  expect(told.map(({ subject }) => subject)).toEqual([
    "WhatsApp will disable Roast & Co on 23 November: appeal today",
    "WhatsApp has disabled Roast & Co: appeal today",
  ]);
});
