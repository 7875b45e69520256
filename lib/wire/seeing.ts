import { momentJson } from "./words";
import { z } from "./zod";

/** `unknown`: it could be seen and was not. `not_available`: nobody gives it, or it was switched off here. */
export const seeingStateJson = z.enum(["seen", "unknown", "not_available"]);

/** GET /api/v1/seeing: per number and signal what is seen, what is not, and the one step that would add it. */
export const seeingJson = z.object({
  numbers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      coverage: z.number(),
      signals: z.array(
        z.object({
          label: z.string(),
          weight: z.number(),
          state: seeingStateJson,
          words: z.string(),
          step: z.string().nullable(),
        }),
      ),
    }),
  ),
  zone: z.string(),
  updatedAt: momentJson.nullable(),
});
export type SeeingJson = z.infer<typeof seeingJson>;
