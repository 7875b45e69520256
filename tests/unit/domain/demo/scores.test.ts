import { expect, test, vi } from "vitest";
import type { Act } from "@/lib/domain/demo/acts";
import { type Calendar, dayAt } from "@/lib/domain/demo/calendar";
import { connections, type Line, lineNames, lines, personOf } from "@/lib/domain/demo/cast";
import { historyRows } from "@/lib/domain/demo/history";
import { statusesBody } from "@/lib/domain/demo/meta-body";
import type { OwnRow } from "@/lib/domain/demo/own-rows";
import { plotOf } from "@/lib/domain/demo/plot";
import { foldEvents } from "@/lib/domain/fold/fold-events";
import { windowOf } from "@/lib/domain/fold/window-of";
import { scoreNumber } from "@/lib/domain/score/score";
import type { SourceSight } from "@/lib/domain/score/window";
import type { ScrubbedEvent } from "@/lib/domain/scrubbed";
import { minutes } from "@/lib/domain/time";
import { makePseudonymiser } from "@/lib/providers/keys";
import { meta } from "@/lib/providers/meta/meta";
import { scrubEvent } from "@/lib/providers/scrub";
import { readOwnEvent } from "@/lib/providers/standard/own-event";
import { demoTable, rowOf } from "@/tests/support/demo-table";

// Ninety days of twelve numbers, folded in one go.
vi.setConfig({ testTimeout: 60_000 });

/** Weekday and weekend, month's end, both changes of a clock, the day's first and last hour, zones of every kind. */
const starts: [string, string][] = [
  ["2026-11-23T09:40:00+05:30", "Asia/Kolkata"],
  ["2026-11-01T23:30:00-05:00", "America/New_York"],
  ["2027-03-31T07:20:00+02:00", "Europe/Berlin"],
  ["2026-03-01T00:12:00+13:00", "Pacific/Auckland"],
  ["2026-12-26T15:05:00Z", "UTC"],
];

test.each(starts)("gives every number the score of the table, started %s in %s", (moment, zone) => {
  const calendar = { start: Date.parse(moment), zone };
  const rollups = foldEvents(eventsOf(calendar), zone);

  const rows = lineNames
    .filter((line) => line !== "alerts")
    .map((line) => [line, rowOf(scoreNumber(windowFor(rollups, line, calendar)))]);

  expect(Object.fromEntries(rows)).toEqual(demoTable);
});

test.each(starts)(
  "left Verde at 12 when it could still be seen, started %s in %s",
  (moment, zone) => {
    const calendar = { start: Date.parse(moment), zone };
    const seen = dayAt(calendar, 4, "21:14");
    const events = eventsOf(calendar).filter(
      ({ at, number }) => at <= seen && number?.e164 === lines.alerts.number,
    );

    const window = windowOf(foldEvents(events, zone), lines.alerts.number, seen, [
      sight("alerts", seen),
    ]);

    expect(scoreNumber(window)).toMatchObject({ score: 12, band: "low" });
  },
);

test("needs 137 messages more before it says anything of Nomad's new number", () => {
  const calendar = { start: Date.parse(starts[0]?.[0] ?? ""), zone: "Asia/Kolkata" };
  const rollups = foldEvents(eventsOf(calendar), calendar.zone);

  expect(scoreNumber(windowFor(rollups, "launch", calendar)).progress).toEqual({
    have: 63,
    need: 200,
  });
});

function windowFor(rollups: ReturnType<typeof foldEvents>, line: Line, { start }: Calendar) {
  return windowOf(rollups, lines[line].number, start, [sight(line, start)]);
}

function sight(line: Line, now: number): SourceSight {
  const { way } = connections[lines[line].client];
  const asked = way === "cloud" ? now - minutes(1) : null;
  return {
    provider: way === "own" ? "standard" : "meta",
    readsAnswers: true,
    noticesOnly: false,
    tokenState: way === "cloud" ? "ok" : "none",
    lastEventAt: now - 1000,
    lastNoticeAt: null,
    polledAt: asked,
    subscribedAt: asked,
  };
}

const hash = makePseudonymiser(Buffer.alloc(32, 7));

function eventsOf(calendar: Calendar): ScrubbedEvent[] {
  const { start } = calendar;
  const history = historyRows(calendar).map((row) => readOwn(row, "import", start));
  return [...accountTies(calendar), ...history, ...plotOf(calendar).flatMap(eventsOfAct)];
}

/** What asking WhatsApp tells: which account a number belongs to. One order of the first day carries it here. */
function accountTies(calendar: Calendar): ScrubbedEvent[] {
  const at = dayAt(calendar, 89, "07:00");
  return lineNames
    .filter((line) => connections[lines[line].client].account !== undefined && line !== "launch")
    .flatMap((line) => {
      const to = personOf(lines[line].client, 7900);
      const order = { message: `wamid.tie-${line}`, to, at, category: "utility" } as const;
      const { events } = meta.parse(statusesBody(line, [{ ...order, status: "sent" }]), {
        readsAnswers: true,
        now: at,
      });
      return events.map((event) => scrubEvent(event, hash));
    });
}

function eventsOfAct(act: Act): ScrubbedEvent[] {
  if (act.do === "report") return act.rows.map((row) => readOwn(row, "provider", act.at));
  if (act.do !== "deliver" || act.forged) return [];
  const { events, unread } = meta.parse(act.body, { readsAnswers: true, now: act.at });
  expect(unread).toEqual([]);
  return events.map((event) => scrubEvent(event, hash));
}

function readOwn(row: OwnRow, origin: "import" | "provider", now: number): ScrubbedEvent {
  const read = readOwnEvent(row, { origin, now });
  if ("refusal" in read) throw new Error(`${read.refusal.field} ${read.refusal.reason}`);
  return scrubEvent(read.event, hash);
}
