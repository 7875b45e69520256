import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ensureDays } from "@/db/queries/partitions";
import { optOuts } from "@/db/schema";
import { wholeWorkspace } from "@/lib/domain/reach";
import type { Core } from "@/lib/services/core";
import { getAllCampaigns } from "@/lib/services/get-campaigns";
import { getNumber } from "@/lib/services/get-number";
import { nameCampaign } from "@/lib/services/name-campaign";
import {
  type Agency,
  evaluate,
  ist,
  listMails,
  makeAgency,
  makeSource,
} from "@/tests/integration/alerts/agency";
import { sendUsualFridays, traffic } from "@/tests/integration/alerts/campaigns";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { commit, event, makeCore, makeNumber } from "@/tests/support/workspace";
import { wordsOf } from "@/tests/unit/email/stories";

let database: TestDatabase;
let core: Core;
let agency: Agency;
let kite: string;
const began = ist("2026-11-22T10:02");
const stopped = ist("2026-11-22T11:20");

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database, { APP_URL: "https://banguard.example" });
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
  await ensureDays(core.sql, ist("2026-08-20T00:00"), ist("2026-11-30T00:00"));
  kite = await makeNumber(core, agency.workspace.id, {
    number: "+15550100003",
    name: "Kite Fashion – Offers",
  });
  await makeSource(agency, [kite], { lastEventAt: ist("2026-11-22T11:30") });
  await sendUsualFridays(agency, kite);
  await evaluate(agency, kite, ist("2026-11-22T09:10"));
});

test("a campaign that nobody named is told by when it began, once it is named by its name", async () => {
  await sendWithoutName(0);
  const unnamed = await turnHigh();
  expect(unnamed?.subject).toBe(
    "Kite Fashion – Offers is at high risk: 2.3 % opted out of this morning's campaign",
  );
  expect(wordsOf(unnamed?.text ?? "")).toContain("the campaign that began at 10:02");
});

test("the name given by hand stands in the next mail, on the number's page and among the campaigns", async () => {
  await sendWithoutName(0);
  const now = ist("2026-11-22T11:30");
  const reach = wholeWorkspace(agency.workspace.id);
  const query = { days: 7 };
  const [run] = (await getAllCampaigns(core, reach, query, now)).campaigns;
  expect(run).toMatchObject({ name: null, optedOut: 98, startedAt: began.toISOString() });

  const actor = { kind: "person", id: agency.maya, name: "Maya", address: undefined } as const;
  const action = { reach, campaignId: run?.id ?? "", userId: agency.maya, actor };
  await nameCampaign(core, action, "Payday", now);
  const mail = await turnHigh();

  expect(mail?.subject).toBe("Kite Fashion – Offers is at high risk: 2.3 % opted out of Payday");
  expect((await getAllCampaigns(core, reach, query, now)).campaigns[0]?.name).toBe("Payday");
  const page = await getNumber(core, reach, kite, ist("2026-11-22T11:36"));
  expect(page.sentence).toContain("opted out of Payday");
  expect(page.forecast?.calmOn).toBe("2026-11-27");
  expect(page.details["opt_out_rate"]?.days.at(-1)).toEqual({
    day: "2026-11-22",
    harm: 98,
    sample: 4310,
  });
});

test.each([
  // 65 of 98 are 66.3 %, 66 of 98 are 67.3 %: two thirds lie between.
  ["is silent of newcomers under two thirds", 33, false],
  ["tells of newcomers from two thirds on", 32, true],
])("%s", async (_name, knownBefore, told) => {
  await sendWithoutName(knownBefore);

  const mail = await turnHigh();

  expect(wordsOf(mail?.text ?? "").includes("got their first message from you today")).toBe(told);
});

test("the score before is the last one before the campaign, from what was judged then", async () => {
  await core.sql`update score_hours set last = 4, min = 4, max = 4
    where workspace_id = ${agency.workspace.id} and number_id = ${kite}`;
  await sendWithoutName(0);

  const mail = await turnHigh();

  expect(wordsOf(mail?.text ?? "")).toContain("went from 4, low to 5");
});

/** 4,310 got a message without a campaign's name, 98 asked to stop; so many of these had a message a month ago. */
async function sendWithoutName(knownBefore: number): Promise<void> {
  const { workspace } = agency;
  const people = Array.from({ length: 98 }, () => crypto.randomUUID());
  await commit(core, workspace, [
    ...traffic(kite, began, { sent: 4310, delivered: 4310 }),
    ...traffic(kite, stopped, { opted_out: 98 }),
    ...people
      .slice(0, knownBefore)
      .map((person) =>
        event(kite, "delivered", ist("2026-10-22T12:00"), { person, category: "utility" }),
      ),
  ]);
  await core.db.insert(optOuts).values(
    people.map((person) => ({
      workspaceId: workspace.id,
      numberId: kite,
      person,
      at: stopped,
      messageAt: began,
      counted: true,
      category: 1,
    })),
  );
  await core.sql`update breakdown_hours set read = (delivered * 0.62)::int, read_24h = (delivered * 0.62)::int
    where workspace_id = ${workspace.id}`;
}

async function turnHigh() {
  await evaluate(agency, kite, ist("2026-11-22T11:35"));
  await evaluate(agency, kite, ist("2026-11-22T11:36"));
  const mails = await listMails(agency);
  return mails.find(({ subject }) => subject.includes("at high risk"));
}
