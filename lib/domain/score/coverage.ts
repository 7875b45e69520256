import { addCounts, type Counts, noCounts } from "@/lib/domain/counts";
import { addDays, days, hours, localDay } from "@/lib/domain/time";
import type { RatingNow } from "./line";
import type { NumberWindow, SourceSight } from "./window";

export const signals = ["delivery", "reads", "opt_outs", "blocks", "rating", "notices"] as const;
export type Signal = (typeof signals)[number];

/** Percent of the coverage that each signal is worth (ux.md 2.6). */
export const signalWeights: Record<Signal, number> = {
  delivery: 25,
  reads: 10,
  opt_outs: 20,
  blocks: 15,
  rating: 15,
  notices: 15,
};

/** How much of a signal was seen, or provably could have been: 0, 0.5 or 1. */
export type Sight = Record<Signal, number>;

/** What a live source can give without having given it yet. Twilio's 63014 tells of blocks, in part. */
const canGive: Record<string, Partial<Sight>> = {
  meta: { delivery: 1, reads: 1, opt_outs: 1 },
  "360dialog": { delivery: 1, reads: 1, opt_outs: 1 },
  twilio: { delivery: 1, reads: 1, opt_outs: 1, blocks: 0.5 },
};

export function sightOf(window: NumberWindow, rating: RatingNow): Sight {
  const week = weekOf(window);
  const sight: Sight = {
    delivery: Number(week.delivered + week.failed > 0),
    reads: Number(week.read > 0),
    opt_outs: Number(week.optedOut + week.replied > 0),
    blocks: Number(week.blocked + week.reported > 0),
    rating: Number(rating.freshness === "fresh" || rating.freshness === "as_of"),
    notices: Number(seesNotices(window)),
  };
  for (const source of window.sources) {
    for (const [signal, share] of given(source, window.now))
      sight[signal] = Math.max(sight[signal], share);
  }
  return sight;
}

/** Hundredths, rounded down: 62.5 % is shown as 62 %. */
export function coverageOf(sight: Sight): number {
  let percent = 0;
  for (const signal of signals) percent += signalWeights[signal] * sight[signal];
  return Math.floor(percent) / 100;
}

function given(source: SourceSight, now: number): [Signal, number][] {
  const lived = Math.max(source.lastEventAt ?? 0, source.subscribedAt ?? 0);
  if (source.noticesOnly || now - lived > days(7)) return [];
  return signals.flatMap((signal): [Signal, number][] => {
    const share = canGive[source.provider]?.[signal] ?? 0;
    return share > 0 && (signal !== "opt_outs" || source.readsAnswers) ? [[signal, share]] : [];
  });
}

/** The subscription check passes, or a notice came within 30 days. What we asked or a person typed is no notice. */
function seesNotices({ sources, facts, now }: NumberWindow): boolean {
  const subscribed = sources.some(
    ({ subscribedAt }) => subscribedAt !== null && now - subscribedAt <= hours(72),
  );
  const noticed = sources.some(
    ({ lastNoticeAt }) => lastNoticeAt !== null && now - lastNoticeAt <= days(30),
  );
  const told = facts.some(
    ({ node, at, detail }) =>
      node === "account" && now - at <= days(30) && at <= now && !detail?.how,
  );
  return subscribed || noticed || told;
}

/** Everything of the last 7 local dates, also from before a reinstatement: what is seen is seen. */
function weekOf({ days: rows, now, zone }: NumberWindow): Counts {
  const first = addDays(localDay(now, zone), -6);
  let week = noCounts;
  for (const { day, all } of rows) if (day >= first) week = addCounts(week, all);
  return week;
}
