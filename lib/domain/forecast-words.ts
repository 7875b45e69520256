import type { Instant } from "./event";
import { calmDayOf, calmUnder, type ForecastDay, forecastDays } from "./forecast";
import { dateWords, weekday } from "./portfolio/moments";
import { bandEdges } from "./score/line";
import { type Day, daysBetween, localDay } from "./time";

/** What holds the score up, as a sentence says it. */
const holders: Record<string, string> = {
  rating_yellow: "WhatsApp's yellow keeps it there",
  rating_red: "WhatsApp's red keeps it there",
  violation: "WhatsApp's warning keeps it there",
  spam_limit: "WhatsApp's spam limit keeps it there",
  template_disabled: "the disabled template keeps it there",
};
const otherHolder = "what WhatsApp has done keeps it there";

/** "If nothing else goes wrong: 64 until Wednesday, 56 on Thursday, about 40 on Friday (WhatsApp's yellow keeps it there)." */
export function forecastWords(
  score: number,
  days: readonly ForecastDay[],
  zone: string,
  now: Instant,
): string {
  const today = localDay(now, zone);
  const steps = stepsOf(score, days);
  const [first, ...rest] = steps;
  if (!first) return "";
  if (rest.length === 0)
    return `If nothing else goes wrong: still about ${score} in ${forecastDays} days${held(days.at(-1))}.`;
  const told = rest.slice(0, mostSteps);
  const parts = [
    first.last === null ? `${score} today` : `${score} until ${dayName(first.last, today)}`,
    ...told.map((step, index) => {
      const about = index === told.length - 1 ? "about " : "";
      return `${about}${step.score} ${onDay(step.first, today)}`;
    }),
  ];
  return `If nothing else goes wrong: ${parts.join(", ")}${held(told.at(-1)?.at)}.${calmWords(score, days, told, today)}`;
}

const mostSteps = 3;

interface Step {
  score: number;
  /** First and last day with that score; `last` null when today is all of it. */
  first: Day;
  last: Day | null;
  at: ForecastDay | undefined;
}

/** Days of equal score together; of many small steps only those that matter: five points, or a band's edge. */
function stepsOf(score: number, days: readonly ForecastDay[]): Step[] {
  const steps: Step[] = [{ score, first: "", last: null, at: undefined }];
  for (const day of days) {
    const current = steps.at(-1);
    if (current && isSame(current.score, day.score)) current.last = day.day;
    else steps.push({ score: day.score, first: day.day, last: day.day, at: day });
  }
  return steps;
}

function isSame(left: number, right: number): boolean {
  const crosses = [...Object.values(bandEdges), calmUnder].some(
    (edge) => left >= edge !== right >= edge,
  );
  return left === right || (Math.abs(left - right) < 5 && !crosses);
}

function held(day: ForecastDay | undefined): string {
  const by = day?.heldBy ?? null;
  return by === null ? "" : ` (${holders[by] ?? otherHolder})`;
}

/** A number that is high wants to know when it is not: said apart where the steps do not reach so far. */
function calmWords(
  score: number,
  days: readonly ForecastDay[],
  told: readonly Step[],
  today: Day,
): string {
  if (score < bandEdges.high) return "";
  const calm = calmDayOf(days);
  if (calm === null) return ` Not under ${calmUnder} within ${forecastDays} days.`;
  if (told.some((step) => step.score < calmUnder)) return "";
  return ` Under ${calmUnder} from ${dayName(calm, today)} on.`;
}

function onDay(day: Day, today: Day): string {
  const name = dayName(day, today);
  return name === "tomorrow" ? name : `on ${name}`;
}

function dayName(day: Day, today: Day): string {
  const distance = daysBetween(today, day);
  if (distance === 1) return "tomorrow";
  return distance < 7 ? weekday(day, "long") : dateWords(day, today);
}
