import { daysBetween, hours } from "@/lib/domain/time";
import { fade, severity, wholePoints } from "./arithmetic";
import { baselineAges, dayOfAge, type History, volumeOf, weekAges } from "./history";
import { type Factor, type Judged, line, share, words } from "./judged";
import type { ScoreLine } from "./line";

const volume = { cap: 10, minimum: 500, ownDays: 14, start: 2, full: 5 };

/** Busiest marketing day of the 7 against the busiest of the 28 before. Small on purpose: season is no offence. */
export const volumeSurge: Factor = ({ history }) => {
  const basis = line({
    family: "pressure",
    factor: "volume_surge",
    cap: volume.cap,
    minimum: volume.minimum,
    threshold: volume.start,
    full: volume.full,
  });
  const usual = Math.max(...baselineAges.map((age) => volumeOf(history, age)));
  if (history.ownDays < volume.ownDays || usual === 0) {
    const have = Math.min(history.ownDays, volume.ownDays);
    const why =
      have < volume.ownDays
        ? words("no_usual_days", { have, need: volume.ownDays })
        : words("no_usual_messages", { have: 0, need: 1 });
    return { line: { ...basis, state: "not_enough_data", why } };
  }
  let worst = { points: 0, age: 0, sent: 0 };
  for (const age of weekAges) {
    const sent = volumeOf(history, age);
    const points =
      sent < volume.minimum
        ? 0
        : volume.cap * severity(sent / usual, volume.start, volume.full) * fade(age, 7);
    if (points > worst.points || (points === worst.points && sent > worst.sent))
      worst = { points, age, sent };
  }
  return { line: volumeLine(basis, history, worst, usual) };
};

function volumeLine(
  basis: ScoreLine,
  history: History,
  worst: { points: number; age: number; sent: number },
  usual: number,
): ScoreLine {
  const points = wholePoints(worst.points);
  const ratio = worst.sent / usual;
  const window = dayOfAge(history, worst.age);
  return {
    ...basis,
    points,
    state: points > 0 ? "risk" : "ok",
    value: ratio,
    harm: worst.sent,
    sample: usual,
    window,
    why: words("volume_surge", {
      ratio,
      harm: worst.sent,
      usual,
      window,
      fade: fade(worst.age, 7),
    }),
    advice: points > 0 ? words("grow_steadily", { x: ratio }) : null,
  };
}

/** The sums are made hourly: after midnight those of yesterday stand for a while. */
const oldestSum = 1;

const frequency = { cap: 10, minimum: 200, start: 0.1, full: 0.4 };

/** People with more than 3 marketing messages in 7 days. Limits per user exist, says WhatsApp; the figures are ours. */
export const messageFrequency: Factor = ({ history }): Judged => {
  const basis = line({
    family: "pressure",
    factor: "message_frequency",
    cap: frequency.cap,
    minimum: frequency.minimum,
    window: "7d",
    threshold: frequency.start,
    full: frequency.full,
  });
  const newest = history.window.people.findLast(
    ({ day }) => daysBetween(day, history.today) <= oldestSum && day <= history.today,
  );
  const restarted =
    history.reinstatedAt !== null && history.now - history.reinstatedAt < hours(7 * 24);
  const count =
    newest && !restarted
      ? { harm: newest.weekOverThree, sample: newest.weekReached }
      : { harm: 0, sample: 0 };
  if (count.sample < frequency.minimum) {
    return {
      line: {
        ...basis,
        state: "not_enough_data",
        sample: count.sample,
        why: words("not_enough_people", { have: count.sample, need: frequency.minimum }),
      },
    };
  }
  const value = share(count) ?? 0;
  const points = wholePoints(frequency.cap * severity(value, frequency.start, frequency.full));
  return {
    line: {
      ...basis,
      ...count,
      points,
      state: points > 0 ? "risk" : "ok",
      value,
      why: words("message_frequency", { share: value, ...count }),
      advice: points > 0 ? words("slow_frequency", { share: value }) : null,
    },
  };
};
