import { isUnseen } from "./portfolio-number";
import type { PortfolioNumber } from "./portfolio-number";

/** "What we cannot see": always said under the list, because silence is not health. */
export function blindSpots(numbers: readonly PortfolioNumber[]): string[] {
  const withoutBlocks = numbers.filter(({ seesBlocks }) => !seesBlocks).length;
  const unseen = numbers.filter(isUnseen).length;
  const never = numbers.filter(({ freshness }) => freshness === "never").length;
  return [
    withoutBlocks > 0 &&
      `blocks and reports on ${withoutBlocks} of ${numbers.length} (WhatsApp tells nobody)`,
    unseen > 0 && `anything new on ${unseen} that went silent`,
    never > 0 && `anything on ${never} that never reported`,
  ].filter((words) => words !== false);
}
