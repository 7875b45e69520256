import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Core } from "@/lib/services/core";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { commit, makeCore, makeNumber } from "@/tests/support/workspace";
import { type Agency, evaluate, ist, listAlerts, mailsOf, makeAgency, makeLabel } from "./agency";
import { leak, traffic } from "./campaigns";

let database: TestDatabase;
let core: Core;
let agency: Agency;
let trips: string;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database, { APP_URL: "https://banguard.example" });
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
  trips = await makeNumber(core, agency.workspace.id, {
    number: "+15550100008",
    name: "Nomad Travel – Trips",
  });
});

const noon = ist("2026-11-22T12:00");
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

describe("a campaign going wrong", () => {
  test("is told at once while its number is still low, and once", async () => {
    const campaign = await makeLabel(agency, "campaign", "Expo follow-up");
    await commit(core, agency.workspace, [
      ...traffic(trips, at(-40), { sent: 1020, delivered: 1020 }, { campaign }),
      ...traffic(trips, at(-40), { failed: 180 }, { campaign, code: 131026 }),
    ]);

    await evaluate(agency, trips, noon);
    await evaluate(agency, trips, at(5));

    const mine = await mailsOf(agency, agency.maya);
    expect(mine.map(({ subject }) => subject)).toEqual([
      "Stop and look: 15 % of Expo follow-up is not on WhatsApp",
    ]);
    expect(mine[0]?.preview).toBe(
      "180 of 1,200 so far on Nomad Travel – Trips. If it is still running, stop it now.",
    );
  });

  test("does not blame a campaign for failures that are nobody's", async () => {
    const campaign = await makeLabel(agency, "campaign", "Expo follow-up");
    await commit(core, agency.workspace, [
      ...traffic(trips, at(-40), { sent: 1020, delivered: 1020 }, { campaign }),
      ...traffic(trips, at(-40), { failed: 180 }, { campaign, code: 131049 }),
    ]);

    await evaluate(agency, trips, noon);

    expect(await listAlerts(agency)).toEqual([]);
  });
});

describe("messages after no", () => {
  test("are told at the first, and at most once a day", async () => {
    await leak(agency, trips, 37, at(-10));
    await evaluate(agency, trips, noon);
    await leak(agency, trips, 3, at(60));
    await evaluate(agency, trips, at(61));
    const sameDay = await mailsOf(agency, agency.maya);
    await evaluate(agency, trips, at(24 * 60));

    expect(sameDay.map(({ subject }) => subject)).toEqual([
      "37 offers went to people who had said no (Nomad Travel – Trips)",
    ]);
    const [, second] = await mailsOf(agency, agency.maya);
    expect(second?.subject).toBe(`Re: ${sameDay[0]?.subject}`);
    expect(second?.text).toContain("40 offers went to people who had said no");
  });

  test("end after 48 quiet hours", async () => {
    await leak(agency, trips, 1, at(-10));
    await evaluate(agency, trips, noon);

    await evaluate(agency, trips, at(48 * 60));

    expect(await listAlerts(agency)).toMatchObject([{ state: "resolved" }]);
  });
});

describe("sending stopped", () => {
  test("says why, and that it is no risk", async () => {
    await commit(core, agency.workspace, traffic(trips, at(-5), { failed: 212 }, { code: 131042 }));

    await evaluate(agency, trips, noon);

    const [mail] = await mailsOf(agency, agency.maya);
    expect(mail?.subject).toBe("Nomad Travel – Trips cannot send: payment problem, no ban risk");
    expect(mail?.text).toContain("212 of 212 messages failed in the last half hour");
  });

  test("ends with the first delivered message", async () => {
    await commit(core, agency.workspace, traffic(trips, at(-5), { failed: 30 }, { code: 131042 }));
    await evaluate(agency, trips, noon);
    await commit(core, agency.workspace, traffic(trips, at(9), { delivered: 1 }));

    await evaluate(agency, trips, at(10));

    expect(await listAlerts(agency)).toMatchObject([
      { rule: "sending_stopped", state: "resolved", resolvedBecause: "sending_again" },
    ]);
  });

  test("stays while nothing is tried any more", async () => {
    await commit(core, agency.workspace, traffic(trips, at(-5), { failed: 30 }, { code: 131042 }));
    await evaluate(agency, trips, noon);

    await evaluate(agency, trips, at(180));

    expect(await listAlerts(agency)).toMatchObject([{ state: "open" }]);
  });

  test("is not said of a number that still delivers", async () => {
    await commit(core, agency.workspace, [
      ...traffic(trips, at(-5), { failed: 30 }, { code: 131042 }),
      ...traffic(trips, at(-4), { sent: 30, delivered: 30 }),
    ]);

    await evaluate(agency, trips, noon);

    expect(await listAlerts(agency)).toEqual([]);
  });
});
