import { z } from "./zod";

/** POST /api/v1/unsubscribe/{token}: what comes no more. */
export const unsubscribedJson = z.object({ ended: z.enum(["digest", "alerts"]) });
export type UnsubscribedJson = z.infer<typeof unsubscribedJson>;
