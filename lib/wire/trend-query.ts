import { z } from "./zod";
import { trendStepJson } from "./trend";

const weekMs = 7 * 86_400_000;

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** `?from&to&step`: the last seven days, hour by hour, unless said otherwise. */
export const trendQueryJson = z
  .object({ from: moment.optional(), to: moment.optional(), step: trendStepJson.default("1h") })
  .refine(({ from, to }) => !from || !to || from < to, {
    message: "from must lie before to",
    path: ["from"],
  });

export function readTrendQuery(parameters: URLSearchParams, now: Date) {
  const { from, to = now, step } = trendQueryJson.parse(Object.fromEntries(parameters));
  return { from: from ?? new Date(to.getTime() - weekMs), to, step };
}
