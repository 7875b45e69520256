import { momentJson } from "./words";
import { z } from "./zod";

/** How long a name of a campaign may be. */
const longestName = 80;

export const campaignMarkJson = z.enum(["ok", "watch", "high"]);

export const campaignJson = z.object({
  /** Stable: an address stays good when messages that came late have moved the beginning. */
  id: z.string(),
  number: z.object({ id: z.string(), name: z.string() }),
  client: z.string().nullable(),
  /** Null: recognised by its shape only and not named yet, shown as "Unnamed campaign". */
  name: z.string().nullable(),
  /** Recognised by its shape: a person may name it. */
  recognised: z.boolean(),
  startedAt: momentJson,
  /** Null while it is running. */
  endedAt: momentJson.nullable(),
  sent: z.number().int(),
  delivered: z.number().int(),
  failed: z.number().int(),
  /** Share read within 24 h of delivery; null until the reads have matured. */
  read24h: z.number().nullable(),
  /** When `read24h` is complete, while it is not. */
  readCompleteAt: momentJson.nullable(),
  optedOut: z.number().int(),
  optedOutShare: z.number().nullable(),
  /** Failures that mean "not on WhatsApp"; null while none of its failures has been looked at. */
  unreachable: z.number().int().nullable(),
  unreachableShare: z.number().nullable(),
  /** False while some of its failures have not been looked at yet: the figures above are "at least". */
  failuresCounted: z.boolean(),
  /** 131049: held back by WhatsApp, not the sender's fault. */
  heldBack: z.number().int(),
  /** As a provider, an import or an own system told; WhatsApp tells nobody. */
  blocked: z.number().int(),
  reported: z.number().int(),
  /** The opt-out share lies above the start (`watch`) or at the full mark (`high`). */
  mark: campaignMarkJson,
});
export type CampaignJson = z.infer<typeof campaignJson>;

/** GET /api/v1/numbers/{id}/campaigns: the last 14 days, newest first. `unassigned`: opt-outs that belong to none. */
export const campaignsJson = z.object({
  zone: z.string(),
  campaigns: z.array(campaignJson),
  unassignedOptOuts: z.number().int(),
});
export type CampaignsJson = z.infer<typeof campaignsJson>;

/** A number or a client that a list can be narrowed to. */
const choiceJson = z.object({ id: z.string(), name: z.string() });

export const periods = [7, 14, 28, 90] as const;

/** GET /api/v1/campaigns?days&client&number: all numbers within reach, newest first. */
export const allCampaignsJson = campaignsJson.extend({
  days: z.number().int(),
  numbers: z.array(choiceJson),
  clients: z.array(choiceJson),
});
export type AllCampaignsJson = z.infer<typeof allCampaignsJson>;

const campaignHourJson = z.object({
  at: momentJson,
  sent: z.number().int(),
  delivered: z.number().int(),
  failed: z.number().int(),
  optedOut: z.number().int(),
});
export type CampaignHourJson = z.infer<typeof campaignHourJson>;

const campaignPartJson = z.object({
  name: z.string(),
  /** Messages in the campaign's hours. */
  sent: z.number().int(),
  delivered: z.number().int(),
  /** Of the people who asked to stop after this campaign. */
  optedOut: z.number().int(),
});
export type CampaignPartJson = z.infer<typeof campaignPartJson>;

/** GET /api/v1/campaigns/{id} */
export const campaignPageJson = campaignJson.extend({
  zone: z.string(),
  hours: z.array(campaignHourJson),
  lists: z.array(campaignPartJson),
  templates: z.array(campaignPartJson),
  countries: z.array(campaignPartJson),
  /** Other messages went out in the same hours: the volumes of the parts hold them too. */
  shared: z.boolean(),
  score: z.object({
    before: z.number().int().nullable(),
    highest: z.number().int().nullable(),
    highestAt: momentJson.nullable(),
  }),
  alerts: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      severity: z.string(),
      state: z.enum(["open", "acknowledged", "resolved"]),
      openedAt: momentJson,
    }),
  ),
});
export type CampaignPageJson = z.infer<typeof campaignPageJson>;

/** PUT /api/v1/campaigns/{id}/name */
export const nameCampaignJson = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give it a name of at least one character.")
    .max(longestName, `A name has at most ${longestName} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "A name is one line without control characters."),
});

/** The last so many days; `client` and `number` narrow what is within reach. */
export const periodQueryJson = z.object({
  days: z.coerce
    .number()
    .int()
    .refine((value) => periods.some((period) => period === value), {
      message: `One of ${periods.join(", ")}.`,
    })
    .default(28),
  client: z.uuid().optional(),
  number: z.uuid().optional(),
});
export type PeriodQuery = z.infer<typeof periodQueryJson>;

/** For pages: an address that somebody cut short or changed shows the usual period instead of an error. */
export function readPeriod(parameters: Record<string, unknown>): PeriodQuery {
  const read = periodQueryJson.safeParse(parameters);
  return read.success ? read.data : periodQueryJson.parse({});
}
