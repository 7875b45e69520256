import { bandEdges, type Restriction } from "./score/line";
import { type Score, scoreNumber } from "./score/score";
import type { NumberWindow } from "./score/window";
import { addDays, type Day, daysBetween, localDay, minutes, startOfDay } from "./time";

/** How far ahead anything is said. */
export const forecastDays = 14;
/** Recovery is five points under the edge of "high". */
export const calmUnder = bandEdges.high - 5;

export interface ForecastDay {
  day: Day;
  score: number;
  /** The floor that holds the score up; null where behaviour alone makes it. */
  heldBy: string | null;
}

/** The score at the start of each coming day if nothing is sent and nothing else goes wrong: the same scoring, no new events. */
export function forecastOf(window: NumberWindow): ForecastDay[] {
  const today = localDay(window.now, window.zone);
  return Array.from({ length: forecastDays }, (_, index) => {
    const day = addDays(today, index + 1);
    const score = scoreNumber(ahead(window, day));
    return { day, score: score.score ?? score.behaviour, heldBy: heldBy(score) };
  });
}

/** The first day that begins below recovery. */
export function calmDayOf(days: readonly ForecastDay[]): Day | null {
  return days.find(({ score }) => score < calmUnder)?.day ?? null;
}

/** Whoever asks WhatsApp for its rating goes on asking; people who got too many messages are counted until the last of these is a week old. */
function ahead(window: NumberWindow, day: Day): NumberWindow {
  const now = startOfDay(day, window.zone) + minutes(1);
  return {
    ...window,
    now,
    sources: window.sources.map((source) => ({
      ...source,
      polledAt: source.polledAt === null ? null : now,
    })),
    people: withCarriedWeek(window, day),
  };
}

function withCarriedWeek(window: NumberWindow, day: Day): NumberWindow["people"] {
  const newest = window.people.at(-1);
  const lastDay = window.days.findLast(({ marketing }) => marketing.delivered > 0)?.day;
  if (!newest || lastDay === undefined || daysBetween(lastDay, day) > 6) return window.people;
  return [...window.people, { ...newest, day, reached: 0, firstContacts: 0 }];
}

function heldBy({ lines }: Score): string | null {
  const floor = lines.find(({ factor, points }) => factor.startsWith("floor:") && points > 0);
  return floor ? floor.factor.slice("floor:".length) : null;
}

/** What WhatsApp decides, nobody can foretell: a disable, or a restriction without an end. */
export function isForWhatsApp({
  sending,
  restriction,
}: {
  sending: Score["sending"];
  restriction: Pick<Restriction, "until"> | null;
}): boolean {
  if (sending === "disabled" || sending === "disable_scheduled") return true;
  return sending === "restricted" && (restriction?.until ?? null) === null;
}
