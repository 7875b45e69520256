import { z } from "./zod";
import { trendStepJson } from "./trend";

const weekMs = 7 * 86_400_000;

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const query = z
  .object({ from: moment.optional(), to: moment.optional(), step: trendStepJson.default("1h") })
  .refine(({ from, to }) => !from || !to || from < to, {
    message: "from must lie before to",
    path: ["from"],
  });

/** `?from&to&step`: the last seven days, hour by hour, unless said otherwise. */
export function readTrendQuery(parameters: URLSearchParams, now: Date) {
  const { from, to = now, step } = query.parse(Object.fromEntries(parameters));
  return { from: from ?? new Date(to.getTime() - weekMs), to, step };
}
