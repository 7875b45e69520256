import { blockReasons } from "@/lib/domain/block-reasons";
import { z } from "./zod";

/** POST /api/v1/numbers/{id}/rating: what WhatsApp Manager shows today. */
export const enterRatingJson = z.object({
  rating: z.enum(["green", "yellow", "red"], "Choose green, yellow or red."),
  /** The reason that people who block give most often. */
  reason: z.enum(blockReasons).nullish(),
});
export type EnterRatingJson = z.infer<typeof enterRatingJson>;
