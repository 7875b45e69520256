import { z } from "./zod";
import { type RetentionName, retentionLimits } from "@/lib/domain/retention";

const daysJson = (name: RetentionName) => {
  const { least, most } = retentionLimits[name];
  const words = `Between ${least} and ${most} days.`;
  return z.number(words).int(words).min(least, words).max(most, words);
};

export const retentionDaysJson = z.object({
  /** Single messages and answers, with the codes of people. */
  rawDays: daysJson("rawDays"),
  /** Sums by the hour, and mails. */
  rollupDays: daysJson("rollupDays"),
  /** What came to the doors and what went to channels. */
  deliveryLogDays: daysJson("deliveryLogDays"),
});

/** GET /api/v1/settings/retention */
export const retentionJson = z.object({
  days: z.object({
    rawDays: z.number().int(),
    rollupDays: z.number().int(),
    deliveryLogDays: z.number().int(),
  }),
  limits: z.record(z.string(), z.object({ least: z.number(), most: z.number() })),
  /** What is the same for every workspace. */
  fixed: z.record(z.string(), z.number()),
});
export type RetentionJson = z.infer<typeof retentionJson>;

/** PATCH /api/v1/settings/retention. What is not named stays; shortening must be confirmed, because it deletes. */
export const updateRetentionJson = retentionDaysJson.partial().extend({
  confirmed: z.boolean().default(false),
});
export type UpdateRetention = z.input<typeof updateRetentionJson>;

/** POST /api/v1/settings/retention/preview: what these times would delete, counted now. */
export const retentionPreviewJson = z.object({
  events: z.number().int(),
  sums: z.number().int(),
  deliveries: z.number().int(),
});
export type RetentionPreview = z.infer<typeof retentionPreviewJson>;
