import type { Core } from "@/lib/services/core";
import { scoreClaimedNumber } from "@/lib/services/score-number";
import { minutes } from "@/lib/domain/time";
import type { LanePlan } from "./lane";

/** Three lanes, so that neither a slow provider nor a slow mail server holds up a score. */
export function makeLanes(core: Core): LanePlan[] {
  return [
    {
      name: "score",
      slots: 4,
      leaseMs: minutes(1),
      jobs: {
        score: (claim, now) => scoreClaimedNumber(core, claim, now),
      },
    },
  ];
}
