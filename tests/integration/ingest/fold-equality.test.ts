import { afterAll, beforeAll, expect, test } from "vitest";
import { claimDue, listDue, markDue } from "@/db/queries/due";
import { countNames } from "@/lib/domain/counts";
import { foldEvents } from "@/lib/domain/fold/fold-events";
import { windowOf } from "@/lib/domain/fold/window-of";
import type { Score } from "@/lib/domain/score/score";
import { scoreNumber } from "@/lib/domain/score/score";
import {
  type DayRow,
  type HourRow,
  noProof,
  type NumberWindow,
  windowSpan,
} from "@/lib/domain/score/window";
import { localDay, minutes } from "@/lib/domain/time";
import { readOwnEvents } from "@/lib/providers/standard/own-events";
import { scrubEvent } from "@/lib/providers/scrub";
import { countPeople } from "@/lib/services/count-people";
import { lookBackFromNo } from "@/lib/services/late-no";
import { loadWindow } from "@/lib/services/load-window";
import { listWrongCells, readRollups } from "@/tests/faults/recount";
import {
  dealt,
  makeDice,
  mixedEvents,
  mixedNumbers,
  type OwnRow,
  shuffled,
} from "@/tests/faults/mixed-events";
import { type Door, openDoor } from "@/tests/support/door";

const zone = "Asia/Kolkata";
const end = Math.floor(Date.now() / 1000) * 1000 - minutes(1);
let door: Door;

beforeAll(async () => {
  door = await openDoor({ INGEST_RATE: "1000000" });
});
afterAll(() => door.close());

test.each([1, 2, 32, 33])(
  "ends in the same rollups in whatever order a history comes, partly twice (%i)",
  async (seed) => {
    const events = mixedEvents(seed, end);
    const inOrder = await send(
      events.toSorted((left, right) => left.at - right.at),
      seed,
    );
    const mixed = await send(wordsLast(disordered(events, seed)), seed);

    const expected = await readRollups(door.database.sql, inOrder);
    expect(Object.keys(expected).length).toBeGreaterThan(2000);
    expect(await readRollups(door.database.sql, mixed)).toEqual(expected);
    expect(await listWrongCells(door.database.sql, inOrder, zone)).toEqual([]);
    expect(await listWrongCells(door.database.sql, mixed, zone)).toEqual([]);
  },
);

test.each([
  [4, 0],
  [6, 0],
  [7, 0],
  [8, 2],
  [25, 2],
])(
  "gives every factor to the last digit, through the door and through the pure fold (%i, %i clients)",
  async (seed, clients) => {
    const events = mixedEvents(seed, end, 400);
    const workspaceId = await send(disordered(events, seed), seed, clients);
    await work(workspaceId);
    const rollups = foldEvents(await scrubbed(workspaceId, events), zone);

    for (const name of mixedNumbers) {
      const { window } = await loadWindow(door.database.sql, {
        workspaceId,
        numberId: await numberId(workspaceId, name),
        zone,
        now: new Date(end),
      });
      const pure = windowOf(rollups, name, end, window.sources);

      expect(plain(window)).toEqual(plain(pure));
      expect(factorsOf(scoreNumber(window))).toEqual(factorsOf(scoreNumber(pure)));
    }
  },
);

/** Without what says nothing: emptied hours, the order of equal rows, people of older weeks, what only some windows load. */
function plain(window: NumberWindow): NumberWindow {
  const { leaksFrom } = windowSpan(window.now, zone);
  const happened = ({ all }: HourRow | DayRow) => countNames.some((name) => all[name] !== 0);
  const byText = (left: object, right: object) => (textOf(left) < textOf(right) ? -1 : 1);
  return {
    ...window,
    hours: window.hours.filter(happened),
    days: window.days.filter(happened),
    failureDays: window.failureDays.toSorted(byText),
    failureHours: window.failureHours.toSorted(byText),
    facts: window.facts.toSorted(byText),
    leaks: window.leaks
      .flatMap((leak) => Array.from({ length: leak.count }, () => ({ ...leak, count: 1 })))
      .toSorted(byText),
    people: window.people.filter(({ day }) => day >= localDay(leaksFrom, zone)),
    lastBusiness: window.facts.some(({ kind }) => kind === "restricted")
      ? window.lastBusiness
      : { number: noProof, account: noProof },
    spotlight: null,
  };
}

function textOf(row: object): string {
  return JSON.stringify(Object.entries(row).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Names for the advice are the loader's alone; all figures must agree. */
function factorsOf({ lines, topReason: _topReason, ...score }: Score) {
  return { ...score, lines: lines.map(({ advice: _advice, ...line }) => line) };
}

/** In any order, a third of it twice. */
function disordered(events: readonly OwnRow[], seed: number): OwnRow[] {
  return shuffled([...events, ...events.filter((_, index) => index % 3 === 0)], makeDice(seed));
}

/** Which campaign a no belongs to is looked up when it arrives (decisions 36); that it counts depends on no order. */
function wordsLast(events: readonly OwnRow[]): OwnRow[] {
  return events.toSorted((left, right) => isWord(left) - isWord(right));
}

function isWord({ kind }: OwnRow): number {
  return kind === "opted_out" || kind === "opted_in" ? 1 : 0;
}

/** What the worker does behind the flush: late noes, and the sums over people. */
async function work(workspaceId: string): Promise<void> {
  const { context } = door;
  await markDue(context.db, { workspaceId, kind: "people", targetId: workspaceId }, new Date(end));
  for (;;) {
    const due = await listDue(context.db, ["late_no", "people"], 1000);
    const [next] = due.filter(
      (one) =>
        one.workspaceId === workspaceId && (one.kind === "late_no" || Date.parse(one.dueAt) <= end),
    );
    if (!next) return;
    const claim = await claimDue(context.db, next, new Date(end + minutes(1)));
    if (!claim) throw new Error("nobody else works here");
    const job = claim.kind === "people" ? countPeople : lookBackFromNo;
    await job(context, claim, new Date(end));
  }
}

async function scrubbed(workspaceId: string, events: readonly OwnRow[]) {
  const { hashOf } = await door.context.sources.rules(workspaceId, Date.now());
  return events.flatMap((event) => {
    const reading = readOwnEvents(event, { origin: "api", now: Date.now() });
    return reading.events.map((one) => scrubEvent(one, hashOf(one.number)));
  });
}

async function numberId(workspaceId: string, name: string): Promise<string> {
  const [row] = await door.database.sql<{ id: string }[]>`
    select number_id as id from number_aliases where workspace_id = ${workspaceId} and value = ${name}`;
  return row?.id ?? "";
}

/** Into a workspace of its own, its numbers dealt to so many clients; answers its id. */
async function send(events: readonly OwnRow[], seed: number, clients = 0): Promise<string> {
  const workspaceId = await door.workspace();
  await dealNumbers(workspaceId, clients);
  const { createApiKey } = await import("@/lib/services/create-api-key");
  const key = await createApiKey(
    door.context.db,
    workspaceId,
    { name: "test", scope: "write" },
    new Date(),
  );
  const totals = { accepted: 0, duplicates: 0 };
  for (const part of dealt(events, makeDice(seed + 1))) {
    const response = await fetch(`${door.url}/api/v1/events`, {
      method: "POST",
      headers: { authorization: `Bearer ${key.key}`, "content-type": "application/json" },
      body: JSON.stringify(part),
    });
    const receipt = (await response.json()) as typeof totals & { skipped: unknown[] };
    expect([response.status, receipt.skipped]).toEqual([200, []]);
    totals.accepted += receipt.accepted;
    totals.duplicates += receipt.duplicates;
  }
  expect(totals.accepted + totals.duplicates).toBe(events.length);
  return workspaceId;
}

async function dealNumbers(workspaceId: string, clients: number): Promise<void> {
  const { sql } = door.database;
  if (clients === 0) return;
  for (const [index, value] of mixedNumbers.entries()) {
    const client = `00000000-0000-4000-8000-00000000000${index % clients}`;
    const kind = value.startsWith("+") ? "e164" : "phone_number_id";
    const [row] = await sql<{ id: string }[]>`
      insert into numbers (workspace_id, id, number, client_id, created_at)
      values (${workspaceId}, ${crypto.randomUUID()}, ${kind === "e164" ? value : null}, ${client}, now()) returning id`;
    await sql`insert into number_aliases (workspace_id, kind, value, number_id)
      values (${workspaceId}, ${kind}, ${value}, ${row?.id ?? ""})`;
  }
}
