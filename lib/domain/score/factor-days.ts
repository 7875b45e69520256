import type { HarmCount } from "./arithmetic";
import { stoppedCodes, unreachableCodes } from "./codes";
import {
  dayOfAge,
  failuresOf,
  type History,
  historyOf,
  marketingOf,
  volumeOf,
  weekAges,
} from "./history";
import type { FactorName } from "./line";
import { attemptsOf } from "./list";
import type { NumberWindow } from "./window";
import type { Day } from "@/lib/domain/time";

export interface FactorDay extends HarmCount {
  day: Day;
}

type Count = (history: History, age: number) => HarmCount;

/** What each factor counted on one date; those that count no days are not here. */
const counts: Partial<Record<FactorName, Count>> = {
  opt_out_rate: (history, age) => ofDelivered(history, age, "optedOut"),
  opt_out_surge: (history, age) => ofDelivered(history, age, "optedOut"),
  block_rate: (history, age) => ofDelivered(history, age, "blocked"),
  report_rate: (history, age) => ofDelivered(history, age, "reported"),
  messages_after_no: (history, age) => ({
    harm: (history.leaks[age] ?? 0) + failuresOf(history, age, stoppedCodes),
    sample: volumeOf(history, age),
  }),
  unreachable_rate: (history, age) => ({
    harm: failuresOf(history, age, unreachableCodes),
    sample: attemptsOf(history, age),
  }),
  first_contact_share: (history, age) => {
    const row = history.window.people.find(({ day }) => day === dayOfAge(history, age));
    return { harm: row?.firstContacts ?? 0, sample: row?.reached ?? 0 };
  },
};

function ofDelivered(
  history: History,
  age: number,
  what: "optedOut" | "blocked" | "reported",
): HarmCount {
  const marketing = marketingOf(history, age);
  return { harm: marketing[what], sample: marketing.delivered };
}

/** The last seven dates of every factor that counts by day, oldest first; dates on which nothing was counted are left out. */
export function factorDays(window: NumberWindow): Partial<Record<FactorName, FactorDay[]>> {
  const history = historyOf(window, null);
  const days: Partial<Record<FactorName, FactorDay[]>> = {};
  for (const [factor, count] of Object.entries(counts) as [FactorName, Count][]) {
    const own = weekAges
      .map((age) => ({ day: dayOfAge(history, age), ...count(history, age) }))
      .filter(({ harm, sample }) => harm + sample > 0);
    if (own.length > 0) days[factor] = own.toReversed();
  }
  return days;
}
