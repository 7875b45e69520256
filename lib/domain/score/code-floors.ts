import type { Instant } from "@/lib/domain/event";
import { hours } from "@/lib/domain/time";
import { classificationCode, spamCode } from "./codes";
import type { Floor } from "./floor";
import type { History } from "./history";
import { words } from "./judged";

/** Hours are all that is kept of a failure, so a floor ends with the hour after its last. */
export function codeFloors({ now, window }: History): Floor[] {
  const spam = lastEnd(window.failureHours, spamCode);
  const classified = lastEnd(window.failureHours, classificationCode);
  const floors: Floor[] = [];
  if (spam !== null && now < spam + hours(72)) {
    const recent = now < spam + hours(24);
    floors.push({
      name: "spam_limit",
      atLeast: recent ? 70 : 50,
      evidence: "observed",
      since: spam - hours(1),
      changesAt: spam + hours(recent ? 24 : 72),
      why: words("floor:spam_limit", { at: spam - hours(1) }),
      advice: words("wait_spam_limit"),
    });
  }
  if (classified !== null && now < classified + hours(24)) {
    floors.push({
      name: "restricted_utility",
      atLeast: 60,
      evidence: "observed",
      since: classified - hours(1),
      changesAt: classified + hours(24),
      why: words("floor:restricted_utility.limit", { at: classified - hours(1) }),
      advice: words("fix_category", { template: null, category: null, correct: null }),
    });
  }
  return floors;
}

function lastEnd(
  failures: readonly { hour: Instant; code: number }[],
  code: number,
): Instant | null {
  const moments = failures
    .filter((failure) => failure.code === code)
    .map(({ hour }) => hour + hours(1));
  return moments.length ? Math.max(...moments) : null;
}
