import { addDays, daysBetween } from "@/lib/domain/time";
import { fade, severity, shrunkRate, wholePoints } from "./arithmetic";
import { stoppedCodes } from "./codes";
import {
  baselineAges,
  dayOfAge,
  failuresOf,
  type History,
  marketingOf,
  volumeOf,
  weekAges,
} from "./history";
import { type ClockReading, type Factor, line, type Scene, share, words } from "./judged";
import type { ScoreLine, Words } from "./line";
import { meanAge, rateFactor } from "./rate";

/** 0.3 % of people stop even when all is well. Our estimate: WhatsApp publishes no figure. */
const stopPrior = { mean: 0.003, weight: 200 };
const stopScale = { minimum: 200, start: 0.005, full: 0.02, prior: stopPrior };

/** People who asked to stop, of delivered marketing. That opt-outs matter is WhatsApp's word; the figures are ours. */
export const optOutRate = rateFactor({
  ...stopScale,
  family: "consent",
  factor: "opt_out_rate",
  cap: 40,
  evidence: "observed",
  signal: "opt_outs",
  count: (history, age) => ({
    harm: marketingOf(history, age).optedOut,
    sample: marketingOf(history, age).delivered,
  }),
  advice: restAdvice,
});

/** Third-party guesses only: WhatsApp names nobody who blocks. */
export const blockRate = rateFactor({
  ...stopScale,
  family: "consent",
  factor: "block_rate",
  cap: 40,
  evidence: "reported",
  signal: "blocks",
  count: (history, age) => ({
    harm: marketingOf(history, age).blocked,
    sample: marketingOf(history, age).delivered,
  }),
  advice: restAdvice,
});

/** Borrowed from the complaint limits of e-mail. */
export const reportRate = rateFactor({
  family: "consent",
  factor: "report_rate",
  cap: 40,
  minimum: 500,
  start: 0.001,
  full: 0.005,
  prior: { mean: 0.0005, weight: 500 },
  evidence: "reported",
  signal: "blocks",
  count: (history, age) => ({
    harm: marketingOf(history, age).reported,
    sample: marketingOf(history, age).delivered,
  }),
  advice: restAdvice,
});

const surge = { cap: 15, minimum: 500, optOuts: 10, baseline: 1_000, start: 2, full: 5 };

/** Worst day's raw rate against the own 28 days before the window, these shrunk like the rate itself. */
export const optOutSurge: Factor = ({ history, sight }) => {
  const basis = line({
    family: "consent",
    factor: "opt_out_surge",
    cap: surge.cap,
    minimum: surge.minimum,
    threshold: surge.start,
    full: surge.full,
  });
  const usual = { harm: 0, sample: 0 };
  for (const age of baselineAges) {
    usual.harm += marketingOf(history, age).optedOut;
    usual.sample += marketingOf(history, age).delivered;
  }
  const seenOptOuts =
    usual.harm > 0 || weekAges.some((age) => marketingOf(history, age).optedOut > 0);
  if (sight.opt_outs < 1 && !seenOptOuts) {
    return { line: { ...basis, state: "not_available", why: words("not_available.opt_outs") } };
  }
  if (usual.sample < surge.baseline) {
    return {
      line: {
        ...basis,
        state: "not_enough_data",
        sample: usual.sample,
        why: words("no_usual_messages", { have: usual.sample, need: surge.baseline }),
      },
    };
  }
  return { line: surgeLine(basis, history, usual) };
};

function surgeLine(
  basis: ScoreLine,
  history: History,
  usual: { harm: number; sample: number },
): ScoreLine {
  const base = shrunkRate(usual, stopPrior);
  let worst = { points: -1, age: 0, ratio: 0, harm: 0, sample: 0 };
  for (const age of weekAges) {
    const { optedOut: harm, delivered: sample } = marketingOf(history, age);
    if (sample < surge.minimum || harm < surge.optOuts) continue;
    const ratio = harm / sample / base;
    const points = surge.cap * severity(ratio, surge.start, surge.full) * fade(age, 7);
    if (points > worst.points) worst = { points, age, ratio, harm, sample };
  }
  if (worst.points < 0) return { ...basis, why: words("opt_out_surge.quiet", { usual: base }) };
  const points = wholePoints(worst.points);
  const window = dayOfAge(history, worst.age);
  return {
    ...basis,
    points,
    state: points > 0 ? "risk" : "ok",
    value: worst.ratio,
    harm: worst.harm,
    sample: worst.sample,
    window,
    why: words("opt_out_surge", {
      ...plainRatio(worst, usual, { ratio: worst.ratio, usual: base }),
      window,
      harm: usual.harm,
      sample: usual.sample,
      fade: fade(worst.age, 7),
    }),
    advice: points > 0 ? words(history.window.spotlight?.list ? "drop_list" : "offer_stop") : null,
  };
}

/** For people: what was counted, against what was counted. The points go by rates that are shrunk. */
function plainRatio(
  worst: { harm: number; sample: number },
  usual: { harm: number; sample: number },
  shrunk: { ratio: number; usual: number },
) {
  if (usual.harm === 0) return shrunk;
  const rate = usual.harm / usual.sample;
  return { ratio: worst.harm / worst.sample / rate, usual: rate };
}

const afterNo = { cap: 25, first: 5, fullCount: 100, fullShare: 0.01 };

/** Marketing sent to people who had said no. Week clock only: on a day without a campaign a handful would be all of it. */
export const messagesAfterNo: Factor = ({ history, sight }) => {
  const basis = line({
    family: "consent",
    factor: "messages_after_no",
    cap: afterNo.cap,
    minimum: 1,
    window: "7d",
    threshold: 0,
    full: afterNo.fullShare,
  });
  const days = weekAges.map((age) => ({
    harm: (history.leaks[age] ?? 0) + failuresOf(history, age, stoppedCodes),
    sample: volumeOf(history, age),
  }));
  const harm = days.reduce((total, day) => total + day.harm, 0);
  const sample = Math.max(
    harm,
    days.reduce((total, day) => total + day.sample, 0),
  );
  if (harm === 0) {
    if (sight.opt_outs < 1)
      return { line: { ...basis, state: "not_available", why: words("not_available.opt_outs") } };
    return { line: { ...basis, harm, sample, value: share({ harm, sample }) } };
  }
  const faded = fade(meanAge(days, weekAges), 7);
  const points = wholePoints(afterNoPoints(harm, sample) * faded);
  return {
    line: {
      ...basis,
      points,
      state: "risk",
      value: share({ harm, sample }),
      harm,
      sample,
      why: words("messages_after_no", { harm, sample, fade: faded }),
      advice: words("honour_opt_outs", { k: harm }),
    },
  };
};

/** 5 points at the first, then in a straight line to all of them at 100 messages or 1 % of marketing. */
function afterNoPoints(harm: number, sample: number): number {
  if (harm <= 1) return afterNo.first;
  const fullAt = Math.min(afterNo.fullCount, afterNo.fullShare * sample);
  if (harm >= fullAt) return afterNo.cap;
  return afterNo.first + ((afterNo.cap - afterNo.first) * (harm - 1)) / (fullAt - 1);
}

/** First stop, then rest, then a smaller audience: what helps depends on how long ago the harm was done. */
function restAdvice({ history }: Scene, { window }: ClockReading, lastHarmAge: number): Words {
  const age =
    window === "7d" || window === "28d" ? lastHarmAge : daysBetween(window, history.today);
  if (age <= 0) return words("stop_campaign");
  if (age <= 4) return words("rest_marketing", { date: addDays(dayOfAge(history, age), 5) });
  return words("narrow_audience");
}
