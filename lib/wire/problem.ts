import { z } from "./zod";

/** RFC 9457. `type` is stable: "urn:banguard:problem:not_found". */
export const problemJson = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  field: z.string().optional(),
});
