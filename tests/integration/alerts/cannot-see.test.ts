import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deliveries } from "@/db/schema";
import type { Core } from "@/lib/services/core";
import { scheduleChores } from "@/lib/services/schedule-chores";
import { watchSource } from "@/lib/services/watch-source";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { commit, event, makeCore, makeNumber } from "@/tests/support/workspace";
import {
  type Agency,
  claim,
  dueOf,
  evaluate,
  ist,
  listAlerts,
  mailsOf,
  makeAgency,
  makeSilent,
  makeSource,
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
    expect((await mailsOf(agency, agency.maya)).map(({ subject }) => subject)).toEqual([
      "We cannot see Verde Grocers – Alerts since Thursday 21:14",
      "Re: We cannot see Verde Grocers – Alerts since Thursday 21:14",
    ]);
  });

  test("tells once of wrong signatures, until a good one comes", async () => {
    const source = await makeSource(agency, [trips], { lastEventAt: ist("2026-11-19T21:14") });
    await refuse(source, 20, at(-5));

    await watch(source, noon);
    await watch(source, at(5));
    const blind = await mailsOf(agency, agency.maya);
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

    const [mail] = await mailsOf(agency, agency.maya);
    expect(mail?.text).toContain("WhatsApp refuses our access token");
    expect(mail?.html).toContain(`https://banguard.example/sources/${source}`);
  });
});

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
  await watchSource(core, await claim(agency, "watch", sourceId, now), now);
}
