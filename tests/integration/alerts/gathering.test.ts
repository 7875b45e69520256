import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertFacts } from "@/db/queries/insert-facts";
import type { Core } from "@/lib/services/core";
import { tellGathered } from "@/lib/services/tell-gathered";
import { makeDatabase, type TestDatabase } from "@/tests/support/database";
import { makeCore, makeNumber } from "@/tests/support/workspace";
import {
  type Agency,
  claim,
  dueOf,
  evaluate,
  ist,
  listAlerts,
  listMails,
  listNotes,
  mailsOf,
  makeAgency,
} from "./agency";
import { leak, readUsually, sendFestive, sendUsualFridays } from "./campaigns";

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
    const mine = await mailsOf(agency, agency.maya);
    expect(mine.map(({ subject }) => subject)).toEqual([
      "2 new alerts: Nomad Travel – Trips and Helio Solar – Leads",
    ]);
    expect(mine[0]?.text).toContain("WhatsApp rates Helio Solar – Leads yellow now");
  });

  test("that come alone are told like any other alert", async () => {
    await rate(trips, "yellow", at(0));
    await evaluate(agency, trips, at(0));

    await gather(at(15));

    const mine = await mailsOf(agency, agency.maya);
    expect(mine.map(({ subject }) => subject)).toEqual([
      "WhatsApp rates Nomad Travel – Trips yellow now",
    ]);
    expect(await dueOf(agency, "tell")).toEqual([]);
  });

  test("wait for the morning when they come at night", async () => {
    await rate(trips, "yellow", ist("2026-11-22T22:10"));

    await evaluate(agency, trips, ist("2026-11-22T22:10"));

    expect(await listAlerts(agency)).toMatchObject([
      { rule: "rating_yellow", lastToldAt: null, tellAfter: ist("2026-11-23T07:00") },
    ]);
    expect(await dueOf(agency, "tell")).toEqual([agency.workspace.id]);
    expect((await listNotes(agency)).map(({ because }) => because)).toContain("night");
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

    const [first, news] = await mailsOf(agency, agency.maya);
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
    await leak(agency, id, 1, at(-10));
    await evaluate(agency, id, noon);
  }

  await gather(at(5));

  const subjects = (await mailsOf(agency, agency.maya)).map(({ subject }) => subject);
  expect(subjects).toHaveLength(6);
  expect(subjects.at(-1)).toBe("3 new alerts: Number 5, Number 6 and Number 7");
  expect(await listAlerts(agency)).toHaveLength(8);
});

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

async function gather(now: Date): Promise<void> {
  await tellGathered(core, await claim(agency, "tell", agency.workspace.id, now), now);
}
