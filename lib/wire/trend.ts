import { z } from "./zod";
import { momentJson } from "./words";

export const trendStepJson = z.enum(["1h", "1d"]);

export const trendPointJson = z.object({
  at: momentJson,
  score: z.number().nullable(),
  /** The score was worked out afterwards, from what an import or late events brought; nobody was told it then. */
  reconstructed: z.boolean(),
  sent: z.number().int(),
  delivered: z.number().int(),
  read: z.number().int(),
  failed: z.number().int(),
  failedYours: z.number().int(),
  blocked: z.number().int(),
  reported: z.number().int(),
  optedOut: z.number().int(),
  replied: z.number().int(),
});
export type TrendPointJson = z.infer<typeof trendPointJson>;

/** What happened on the axis: campaign begins, mail, template or rating changes, sanctions. */
export const trendMarkerJson = z.object({
  at: momentJson,
  kind: z.enum(["campaign", "mail", "notice", "sanction", "note", "zone"]),
  /** "Festive-2 begins", "mail to Maya, Jonas", "template yellow" */
  text: z.string(),
});

/** GET /api/v1/numbers/{id}/trend?from&to&step: one point per step, from inclusive, to exclusive. */
export const trendJson = z.object({
  zone: z.string(),
  step: trendStepJson,
  points: z.array(trendPointJson),
  markers: z.array(trendMarkerJson),
});
export type TrendJson = z.infer<typeof trendJson>;
