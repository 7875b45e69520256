import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertFacts } from "@/db/queries/insert-facts";
import { deliveries, leaks } from "@/db/schema";
import type { Core } from "@/lib/services/core";
import { scheduleChores } from "@/lib/services/schedule-chores";
import { tellGathered } from "@/lib/services/tell-gathered";
import { watchSource } from "@/lib/services/watch-source";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { commit, event, makeCore, makeNumber } from "@/tests/support/workspace";
import {
  type Agency,
  dueOf,
  evaluate,
  ist,
  lendDue,
  listAlerts,
  listMails,
  makeAgency,
  makeLabel,
  makeSilent,
  makeSource,
  readUsually,
  sendFestive,
  sendUsualFridays,
  traffic,
} from "./agency";

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

    const mine = await mailsOf(agency.maya);
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
    await leak(37, at(-10));
    await evaluate(agency, trips, noon);
    await leak(3, at(60));
    await evaluate(agency, trips, at(61));
    const sameDay = await mailsOf(agency.maya);
    await evaluate(agency, trips, at(24 * 60));

    expect(sameDay.map(({ subject }) => subject)).toEqual([
      "37 offers went to people who had said no (Nomad Travel – Trips)",
    ]);
    const [, second] = await mailsOf(agency.maya);
    expect(second?.subject).toBe(`Re: ${sameDay[0]?.subject}`);
    expect(second?.text).toContain("40 offers went to people who had said no");
  });

  test("end after 48 quiet hours", async () => {
    await leak(1, at(-10));
    await evaluate(agency, trips, noon);

    await evaluate(agency, trips, at(48 * 60));

    expect(await listAlerts(agency)).toMatchObject([{ state: "resolved" }]);
  });
});

describe("sending stopped", () => {
  test("says why, and that it is no risk", async () => {
    await commit(core, agency.workspace, traffic(trips, at(-5), { failed: 212 }, { code: 131042 }));

    await evaluate(agency, trips, noon);

    const [mail] = await mailsOf(agency.maya);
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

describe("cannot see", () => {
  test("tells once of a number that fell silent, and when it is back", async () => {
    const silent = await makeSilent(agency, "Verde Grocers – Alerts", ist("2026-11-19T21:14"));

    await evaluateSilent(silent, ist("2026-11-20T21:13"));
    const early = await listAlerts(agency);
    await evaluateSilent(silent, ist("2026-11-20T21:14"));
    await evaluateSilent(silent, ist("2026-11-21T21:14"));
    await commit(core, agency.workspace, [event(silent, "delivered", at(0))]);
    await evaluate(agency, silent, noon);

    expect(early).toEqual([]);
    expect((await mailsOf(agency.maya)).map(({ subject }) => subject)).toEqual([
      "We cannot see Verde Grocers – Alerts since Thursday 21:14",
      "Re: We cannot see Verde Grocers – Alerts since Thursday 21:14",
    ]);
  });

  test("tells once of wrong signatures, until a good one comes", async () => {
    const source = await makeSource(agency, [trips], { lastEventAt: ist("2026-11-19T21:14") });
    await refuse(source, 20, at(-5));

    await watch(source, noon);
    await watch(source, at(5));
    const blind = await mailsOf(agency.maya);
    await deliver(source, at(6));
    await watch(source, at(7));

    expect(blind.map(({ subject }) => subject)).toEqual([
      "We cannot see Nomad Travel – Trips since Thursday 21:14",
    ]);
    expect(await listAlerts(agency)).toMatchObject([
      { targetKind: "source", state: "resolved", resolvedBecause: "seen_again" },
    ]);
  });

  test("looks at a source within a minute of a wrong signature", async () => {
    const source = await makeSource(agency, [trips], {
      lastRefusal: "bad_signature",
      lastRefusedAt: at(-5),
    });
    await makeSource(agency, [trips], { lastRefusal: "bad_signature", lastRefusedAt: at(-20) });

    await scheduleChores(core, noon);

    expect(await dueOf(agency, "watch")).toEqual([source]);
  });

  test("does not complain about a few wrong signatures", async () => {
    const source = await makeSource(agency, [trips]);
    await refuse(source, 19, at(-5));

    await watch(source, noon);

    expect(await listAlerts(agency)).toEqual([]);
  });

  test("tells of a dead token", async () => {
    const source = await makeSource(agency, [trips], { tokenState: "dead", polledAt: at(-20) });

    await watch(source, noon);

    const [mail] = await mailsOf(agency.maya);
    expect(mail?.text).toContain("WhatsApp refuses our access token");
    expect(mail?.html).toContain(`https://banguard.example/sources/${source}`);
  });
});

describe("softer facts", () => {
  test("wait a quarter of an hour and come together", async () => {
    const other = await makeNumber(core, agency.workspace.id, {
      number: "+15550100009",
      name: "Helio Solar – Leads",
    });
    await rate(trips, "yellow", at(0));
    await rate(other, "yellow", at(5));
    await evaluate(agency, trips, at(0));
    await evaluate(agency, other, at(5));

    await gather(at(14));
    const early = await listMails(agency);
    await gather(at(20));
    await gather(at(40));

    expect(early).toEqual([]);
    const mine = await mailsOf(agency.maya);
    expect(mine.map(({ subject }) => subject)).toEqual([
      "2 new alerts: Nomad Travel – Trips and Helio Solar – Leads",
    ]);
    expect(mine[0]?.text).toContain("WhatsApp rates Helio Solar – Leads yellow now");
  });

  test("that come alone are told like any other alert", async () => {
    await rate(trips, "yellow", at(0));
    await evaluate(agency, trips, at(0));

    await gather(at(15));

    const mine = await mailsOf(agency.maya);
    expect(mine.map(({ subject }) => subject)).toEqual([
      "WhatsApp rates Nomad Travel – Trips yellow now",
    ]);
    expect(await dueOf(agency, "tell")).toEqual([]);
  });

  test("about a number that people already heard of go into the same thread", async () => {
    await sendUsualFridays(agency, trips);
    await sendFestive(agency, trips);
    await readUsually(agency);
    await evaluate(agency, trips, ist("2026-11-22T11:35"));
    await evaluate(agency, trips, ist("2026-11-22T11:36"));
    await rate(trips, "yellow", ist("2026-11-22T18:10"));
    await evaluate(agency, trips, ist("2026-11-22T18:10"));

    await gather(ist("2026-11-22T18:25"));

    const [first, news] = await mailsOf(agency.maya);
    expect(news?.subject).toBe(`Re: ${first?.subject}`);
    expect(news?.preview).toBe("New: WhatsApp's rating went to yellow at 18:10. Score 56.");
    expect(news?.thread).toBe(first?.messageId);
  });
});

test("a flood of alerts ends in one summary", async () => {
  const ids: string[] = [];
  for (let index = 0; index < 8; index += 1) {
    const id = await makeNumber(core, agency.workspace.id, {
      number: `+1555030000${index}`,
      name: `Number ${index}`,
    });
    ids.push(id);
    await leak(1, at(-10), id);
    await evaluate(agency, id, noon);
  }

  await gather(at(5));

  const subjects = (await mailsOf(agency.maya)).map(({ subject }) => subject);
  expect(subjects).toHaveLength(6);
  expect(subjects.at(-1)).toBe("3 new alerts: Number 5, Number 6 and Number 7");
  expect(await listAlerts(agency)).toHaveLength(8);
});

async function mailsOf(userId: string) {
  return (await listMails(agency)).filter((mail) => mail.userId === userId);
}

async function leak(count: number, when: Date, numberId = trips): Promise<void> {
  const rows = Array.from({ length: count }, () => ({
    workspaceId: agency.workspace.id,
    numberId,
    at: when,
    dedupe: crypto.randomUUID(),
    person: crypto.randomUUID(),
    saidNoAt: new Date(0),
  }));
  await core.db.insert(leaks).values(rows);
}

async function rate(numberId: string, value: string, when: Date): Promise<void> {
  const fact = {
    nodeKind: "number" as const,
    nodeId: numberId,
    at: when.getTime(),
    dedupe: crypto.randomUUID(),
    kind: "quality" as const,
    value,
  };
  await insertFacts(core.sql, agency.workspace.id, [fact], when.getTime());
}

/** An evaluation that no event has brought about. */
function evaluateSilent(id: string, now: Date): Promise<void> {
  return evaluate(agency, id, now, "score", false);
}

async function refuse(sourceId: string, times: number, when: Date): Promise<void> {
  await log(sourceId, { verdict: "bad_signature", times, at: when });
}

async function deliver(sourceId: string, when: Date): Promise<void> {
  await log(sourceId, { verdict: "ok", times: 1, at: when });
}

async function log(
  sourceId: string,
  row: { verdict: string; times: number; at: Date },
): Promise<void> {
  await core.db.insert(deliveries).values({
    workspaceId: agency.workspace.id,
    sourceId,
    id: crypto.randomUUID(),
    tookMs: 1,
    ...row,
  });
}

async function watch(sourceId: string, now: Date): Promise<void> {
  await watchSource(core, await claim("watch", sourceId, now), now);
}

async function gather(now: Date): Promise<void> {
  await tellGathered(core, await claim("tell", agency.workspace.id, now), now);
}

async function claim(kind: "watch" | "tell", targetId: string, now: Date) {
  const lease = await lendDue(agency, kind, targetId, now);
  const workspaceId = agency.workspace.id;
  return { workspaceId, kind, targetId, lease, lastEventAt: null, markedAt: null };
}
