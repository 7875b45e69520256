import { sum } from "./arithmetic";
import { harmlessCause, harmlessCauses, type HarmlessCause, ownSetupCauses } from "./codes";
import { allOf, baselineAges, type History, sentOf, weekAges } from "./history";
import { hourCounts } from "./hours";
import { words } from "./judged";
import type { FactLine, Words } from "./line";

/** What failed without being anybody's fault here: shown with the usual share, worth 0 points. */
export function factLines(history: History): FactLine[] {
  return harmlessCauses.flatMap((cause) => {
    const count = causeCount(history, weekAges, cause);
    if (count === 0) return [];
    const share = shareOf(history, weekAges, count);
    const usual = shareOf(history, baselineAges, causeCount(history, baselineAges, cause));
    return [
      {
        key: cause,
        count,
        share,
        usual,
        why: words(`fact:${cause}`, { k: count, share, usual }),
        advice: adviceFor(cause, count),
      },
    ];
  });
}

/** The cause for which everything fails since the last delivery, or undefined while messages go out. */
export function stoppedBy(history: History): HarmlessCause | undefined {
  return ownSetupCauses.find((cause) => stoppedAt(history, cause));
}

const stopped = { attempts: 20, share: 0.95 };

function stoppedAt({ window }: History, cause: HarmlessCause): boolean {
  const failures = hourCounts(window.failureHours, (code) => harmlessCause(code) === cause);
  return [...failures].some(([hour, count]) => {
    const row = window.hours.find((candidate) => candidate.hour === hour);
    const attempts = Math.max(count, (row?.all.sent ?? 0) + (row?.all.failed ?? 0));
    const deliveredSince = window.hours.some(
      (later) => later.hour > hour && later.all.delivered > 0,
    );
    return attempts >= stopped.attempts && count >= stopped.share * attempts && !deliveredSince;
  });
}

function causeCount(history: History, ages: readonly number[], cause: HarmlessCause): number {
  let count = 0;
  for (const age of ages) {
    for (const [code, times] of history.failures[age] ?? [])
      if (harmlessCause(code) === cause) count += times;
  }
  return count;
}

function shareOf(history: History, ages: readonly number[], count: number): number | null {
  const attempts = sum(
    ages.map((age) => sentOf(history, allOf(history, age)) + allOf(history, age).failed),
  );
  return attempts > 0 ? Math.min(1, count / attempts) : null;
}

function adviceFor(cause: HarmlessCause, count: number): Words | null {
  if (cause === "held_back") return words("do_not_retry", { k: count });
  if (cause === "payment") return words("pay");
  if (cause === "registration") return words("register");
  if (cause === "token") return words("token");
  return null;
}
