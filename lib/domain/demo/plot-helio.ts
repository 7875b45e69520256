import { minutes } from "@/lib/domain/time";
import type { Act } from "./acts";
import { type Calendar, dayAt, paymentFailsAt } from "./calendar";
import { share } from "./dice";
import { counted } from "./own-rows";

/** Helio's own system knows who blocked and reported it; its payment method fails this morning. */
export function helioActs(calendar: Calendar): Act[] {
  const labels = { category: "marketing", campaign: "Expo follow-up", list: "expo-2024.csv" };
  const harm = [
    [13, 12, 1],
    [15, 9, 0],
    [18, 7, 1],
  ] as const;
  return [
    ...harm.map(([hour, blocked, reported]): Act => {
      const at = dayAt(calendar, 2, `${hour}:20`);
      return {
        do: "report",
        at,
        client: "helio",
        rows: [
          ...counted("leads", "blocked", at, blocked, labels),
          ...counted("leads", "reported", at, reported, labels),
        ],
      };
    }),
    ...paymentFails(calendar),
  ];
}

function paymentFails(calendar: Calendar): Act[] {
  const from = paymentFailsAt(calendar);
  const failures = Array.from({ length: 10 }, (_, index): Act => {
    const at = from + index * minutes(1);
    const rows = counted("service", "failed", at, share(200, index, 10), {
      category: "utility",
      code: 131042,
    });
    return { do: "report", at, client: "helio", rows };
  });
  return [...failures, { do: "look", at: from + minutes(10), lines: ["service"] }];
}
