import { zoneJson } from "./settings";
import { z } from "./zod";

/** GET /api/v1/demo */
export const demoJson = z.object({
  /** Whether the session is in a demo. */
  here: z.boolean(),
  state: z.enum(["none", "building", "ready"]),
  /** How much of its ninety days is laid out, 0 to 1. */
  done: z.number(),
  /** The person's own demo, wherever the session is. */
  own: z.string().nullable(),
});
export type DemoJson = z.infer<typeof demoJson>;

/** POST /api/v1/demo: the session moves into it. */
export const openDemoJson = z.object({ zone: zoneJson });
/** Answer of POST and DELETE: where the session is now; null when the person has no workspace left. */
export const movedJson = z.object({ workspaceId: z.string().nullable() });
export type MovedJson = z.infer<typeof movedJson>;
