import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alerts } from "@/db/schema";
import { system } from "@/lib/domain/audit";
import { wholeWorkspace } from "@/lib/domain/reach";
import { days, hours } from "@/lib/domain/time";
import { acknowledgeAlert } from "@/lib/services/acknowledge-alert";
import type { AlertAction } from "@/lib/services/alert-action";
import type { Core } from "@/lib/services/core";
import { muteTarget } from "@/lib/services/mute-target";
import { resolveAlert } from "@/lib/services/resolve-alert";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeCore, makeNumber, makeWorkspace, monday } from "@/tests/support/workspace";
import { type Agency, evaluate, ist, listAlerts, listMails, listNotes, makeAgency } from "./agency";
import { sendFestive, sendUsualFridays } from "./campaigns";

let database: TestDatabase;
let core: Core;
let agency: Agency;
let kite: string;
let action: AlertAction;

beforeAll(async () => {
  database = await makeDatabase();
  core = makeCore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  agency = await makeAgency(core);
  kite = await makeNumber(core, agency.workspace.id, { name: "Kite Fashion – Offers" });
  action = {
    reach: wholeWorkspace(agency.workspace.id),
    alertId: await makeAlert(),
    userId: agency.maya,
    actor: system,
  };
});

const later = new Date(monday.getTime() + 60_000);

describe("I'm on it", () => {
  test("says who and when", async () => {
    await acknowledgeAlert(core, action, monday);

    expect(await listAlerts(agency)).toMatchObject([
      { state: "acknowledged", acknowledgedAt: monday, acknowledgedBy: agency.maya },
    ]);
    expect(await listNotes(agency)).toMatchObject([{ kind: "acknowledged", userId: agency.maya }]);
  });

  test("keeps the first person who said so", async () => {
    await acknowledgeAlert(core, action, monday);

    const again = await acknowledgeAlert(core, { ...action, userId: agency.jonas }, later);

    expect(again).toMatchObject({ acknowledgedBy: agency.maya, acknowledgedAt: monday });
    expect(await listNotes(agency)).toHaveLength(1);
  });

  test("has one winner when two say so at once", async () => {
    const both = await Promise.all([
      acknowledgeAlert(core, action, monday),
      acknowledgeAlert(core, { ...action, userId: agency.jonas }, monday),
    ]);

    expect(new Set(both.map(({ acknowledgedBy }) => acknowledgedBy)).size).toBe(1);
    expect(await listNotes(agency)).toHaveLength(1);
  });

  test("does not bring back an alert that has ended", async () => {
    await resolveAlert(core, action, monday);

    const late = await acknowledgeAlert(core, action, later);

    expect(late).toMatchObject({ state: "resolved", acknowledgedAt: null });
  });
});

describe("closing", () => {
  test("ends it without a mail", async () => {
    await resolveAlert(core, action, monday);

    expect(await listAlerts(agency)).toMatchObject([
      {
        state: "resolved",
        resolvedAt: monday,
        resolvedBy: agency.maya,
        resolvedBecause: "by_hand",
      },
    ]);
    expect(await listMails(agency)).toEqual([]);
  });

  test("changes nothing the second time", async () => {
    await resolveAlert(core, action, monday);

    const again = await resolveAlert(core, { ...action, userId: agency.jonas }, later);

    expect(again).toMatchObject({ resolvedAt: monday, resolvedBy: agency.maya });
    expect(await listNotes(agency)).toHaveLength(1);
  });

  test("does not open the same again by itself, but the day after", async () => {
    await resolveAlert(core, action, ist("2026-11-22T11:00"));
    await sendUsualFridays(agency, kite);
    await sendFestive(agency, kite);

    await evaluate(agency, kite, ist("2026-11-22T11:35"));
    await evaluate(agency, kite, ist("2026-11-22T11:36"));
    const cooling = await listAlerts(agency);
    await evaluate(agency, kite, ist("2026-11-23T11:01"));
    await evaluate(agency, kite, ist("2026-11-23T11:02"));

    const isHigh = ({ rule }: { rule: string }) => rule === "number_high";
    expect(cooling.filter(isHigh)).toHaveLength(1);
    expect((await listAlerts(agency)).filter(isHigh)).toHaveLength(2);
  });
});

describe("muting", () => {
  test("always ends", async () => {
    const { until } = await muteTarget(core, action, { days: 7 }, monday);

    expect(until).toEqual(new Date(monday.getTime() + days(7)));
  });

  test("is never made shorter by asking again", async () => {
    const first = await muteTarget(core, action, { days: 7 }, monday);

    const again = await muteTarget(core, action, { days: 1 }, later);

    expect(again).toEqual(first);
    expect(await listNotes(agency)).toHaveLength(1);
  });

  test("keeps mails back, and tells when it is over and nobody was told", async () => {
    await resolveAlert(core, action, ist("2026-11-20T09:00"));
    await muteTarget(core, action, { days: 1 }, ist("2026-11-22T10:00"));
    await sendUsualFridays(agency, kite);
    await sendFestive(agency, kite);

    await evaluate(agency, kite, ist("2026-11-22T11:35"));
    await evaluate(agency, kite, ist("2026-11-22T11:36"));
    const muted = await listMails(agency);
    await evaluate(agency, kite, ist("2026-11-23T10:01"));

    expect(muted).toEqual([]);
    const open = (await listAlerts(agency)).filter(({ state }) => state === "open");
    expect(open.map(({ rule }) => rule)).toContain("number_high");
    const subjects = (await listMails(agency)).map(({ subject }) => subject);
    expect(subjects).toContain(
      "Kite Fashion – Offers is at high risk: 2.3 % opted out of Festive-2",
    );
  });
});

describe("strangers", () => {
  test.each([
    ["acknowledge", (stranger: AlertAction) => acknowledgeAlert(core, stranger, monday)],
    ["close", (stranger: AlertAction) => resolveAlert(core, stranger, monday)],
    ["mute", (stranger: AlertAction) => muteTarget(core, stranger, { days: 1 }, monday)],
  ])("cannot %s what is not theirs, and learn nothing of it", async (_verb, act) => {
    const other = await makeWorkspace(core);
    const attempts = [
      { ...action, reach: wholeWorkspace(other.id) },
      { ...action, alertId: crypto.randomUUID() },
      { ...action, alertId: "no-id" },
    ];

    for (const attempt of attempts) {
      await expect(act(attempt)).rejects.toMatchObject({
        code: "not_found",
        message: "There is no such alert.",
      });
    }
    expect(await listAlerts(agency)).toMatchObject([{ state: "open" }]);
    expect(await listNotes(agency)).toEqual([]);
  });
});

async function makeAlert(): Promise<string> {
  const id = crypto.randomUUID();
  await core.db.insert(alerts).values({
    workspaceId: agency.workspace.id,
    id,
    rule: "number_high",
    severity: "high",
    state: "open",
    targetKind: "number",
    targetId: kite,
    openedAt: new Date(monday.getTime() - hours(48)),
    title: "Kite Fashion – Offers is at high risk",
    reason: "for a test",
    evidence: {
      of: "number_high",
      score: 56,
      before: null,
      campaign: null,
      list: null,
      share: null,
    },
  });
  return id;
}
