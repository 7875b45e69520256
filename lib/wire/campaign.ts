import { z } from "./zod";
import { momentJson } from "./words";

export const campaignJson = z.object({
  id: z.string(),
  /** Null: recognised by its shape only, shown as "Unnamed". */
  name: z.string().nullable(),
  startedAt: momentJson,
  endedAt: momentJson.nullable(),
  sent: z.number().int(),
  delivered: z.number().int(),
  /** Share read within 24 h of delivery; null until the reads have matured. */
  read24h: z.number().nullable(),
  /** When `read24h` is complete, while it is not. */
  readCompleteAt: momentJson.nullable(),
  optedOut: z.number().int(),
  optedOutShare: z.number().nullable(),
  unreachableShare: z.number().nullable(),
  /** 131049: held back by WhatsApp, not the sender's fault. */
  heldBack: z.number().int(),
  /** The opt-out share lies above the start (`watch`) or at the full mark (`high`). */
  mark: z.enum(["ok", "watch", "high"]),
});
export type CampaignJson = z.infer<typeof campaignJson>;

/** GET /api/v1/numbers/{id}/campaigns: the last 14 days, newest first. `unassigned`: opt-outs that belong to none. */
export const campaignsJson = z.object({
  zone: z.string(),
  campaigns: z.array(campaignJson),
  unassignedOptOuts: z.number().int(),
});
export type CampaignsJson = z.infer<typeof campaignsJson>;
