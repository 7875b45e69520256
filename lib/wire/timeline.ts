import { z } from "./zod";
import { momentJson } from "./words";

export const timelineEntryJson = z.object({
  at: momentJson,
  kind: z.enum(["alert", "mail", "notice", "sanction", "campaign", "note", "person"]),
  /** "rating green → yellow (asked)", "alert opened, mail to Maya, Jonas" */
  text: z.string(),
  /** A place inside the app to read more. */
  href: z.string().nullable(),
});
export type TimelineEntryJson = z.infer<typeof timelineEntryJson>;

/** GET /api/v1/numbers/{id}/timeline: newest first, at most 100. */
export const timelineJson = z.object({ zone: z.string(), entries: z.array(timelineEntryJson) });
export type TimelineJson = z.infer<typeof timelineJson>;
