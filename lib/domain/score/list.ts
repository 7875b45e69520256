import { carriesRisk } from "@/lib/domain/catalogue/codes";
import { noCode } from "@/lib/domain/counts";
import { fade, severity, wholePoints } from "./arithmetic";
import { unreachableCodes } from "./codes";
import { allOf, dayOfAge, failuresOf, type History, sentOf, weekAges } from "./history";
import { type Factor, line, words } from "./judged";
import type { ScoreLine } from "./line";
import { rateFactor } from "./rate";
import { daysBetween } from "@/lib/domain/time";

/** Numbers that are not on WhatsApp, of attempts. Borrowed from the bounce limits of e-mail. */
export const unreachableRate = rateFactor({
  family: "list",
  factor: "unreachable_rate",
  cap: 25,
  minimum: 200,
  start: 0.05,
  full: 0.15,
  prior: { mean: 0.03, weight: 200 },
  evidence: "observed",
  signal: "delivery",
  count: (history, age) => ({
    harm: failuresOf(history, age, unreachableCodes),
    sample: attemptsOf(history, age),
  }),
  advice: (_scene, { count }) => words("clean_unreachable", { k: count.harm }),
});

/** Sent and failed, never delivered (that lags), without failures that are nobody's fault here. */
export function attemptsOf(history: History, age: number): number {
  const counts = allOf(history, age);
  let excused = 0;
  for (const [code, times] of history.failures[age] ?? [])
    if (code !== noCode && !carriesRisk(code)) excused += times;
  return Math.max(0, sentOf(history, counts) + counts.failed - excused);
}

const first = { cap: 8, minimum: 500, ownDays: 30, start: 0.5, full: 0.95 };

/** People who had no message from this number in 90 days, of the people reached by marketing on the worst day. */
export const firstContactShare: Factor = ({ history }) => {
  const basis = line({
    family: "list",
    factor: "first_contact_share",
    cap: first.cap,
    minimum: first.minimum,
    threshold: first.start,
    full: first.full,
  });
  if (history.ownDays < first.ownDays) {
    return {
      line: {
        ...basis,
        state: "not_enough_data",
        why: words("no_usual_days", { have: history.ownDays, need: first.ownDays }),
      },
    };
  }
  let worst: { points: number; age: number; harm: number; sample: number } | undefined;
  let largest = 0;
  for (const { day, reached, firstContacts } of history.window.people) {
    const age = daysBetween(day, history.today);
    if (!weekAges.includes(age) || !history.days[age]) continue;
    largest = Math.max(largest, reached);
    if (reached < first.minimum) continue;
    const points =
      first.cap * severity(firstContacts / reached, first.start, first.full) * fade(age, 7);
    if (!worst || points > worst.points)
      worst = { points, age, harm: firstContacts, sample: reached };
  }
  if (!worst)
    return {
      line: {
        ...basis,
        state: "not_enough_data",
        sample: largest,
        why: words("not_enough_people", { have: largest, need: first.minimum }),
      },
    };
  return { line: firstContactLine(basis, history, worst) };
};

function firstContactLine(
  basis: ScoreLine,
  history: History,
  worst: { points: number; age: number; harm: number; sample: number },
): ScoreLine {
  const points = wholePoints(worst.points);
  const window = dayOfAge(history, worst.age);
  const value = worst.harm / worst.sample;
  return {
    ...basis,
    points,
    state: points > 0 ? "risk" : "ok",
    value,
    harm: worst.harm,
    sample: worst.sample,
    window,
    why: words("first_contact_share", {
      share: value,
      harm: worst.harm,
      sample: worst.sample,
      window,
      fade: fade(worst.age, 7),
    }),
    advice: points > 0 ? words("pilot_first") : null,
  };
}
