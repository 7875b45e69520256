import { z } from "./zod";
import { alertJson } from "./alert";
import { givenNameJson } from "./client";
import {
  bandJson,
  evidenceJson,
  factorStateJson,
  familyJson,
  momentJson,
  ratingJson,
  sendingJson,
} from "./words";

/** One line of the score. Points of all lines, limits and floors included, sum to the score exactly. */
export const factorJson = z.object({
  family: familyJson,
  /** Stable key; for lines that are no factor `family_limit`, `scale_end`, `floor:<fact>`. */
  factor: z.string(),
  /** "People who asked to stop": what the line is called on a page. */
  label: z.string(),
  points: z.number().int(),
  /** Null for lines that are no factor. */
  cap: z.number().int().nullable(),
  state: factorStateJson,
  evidence: evidenceJson,
  value: z.number().nullable(),
  /** Harm k of `sample` n, raw counts. */
  harm: z.number().nullable(),
  sample: z.number().nullable(),
  minimum: z.number().nullable(),
  window: z.string().nullable(),
  threshold: z.number().nullable(),
  full: z.number().nullable(),
  /** The 90 % interval of `value`. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** The fact: "131 of 4,742 delivered offers (2.8 %; 2.2–3.1 %), Sun 22 Nov". */
  why: z.string(),
  /** One action with who and when; empty when nothing is to be done. */
  advice: z.string(),
  doneWhen: z.string().nullable(),
});
export type FactorJson = z.infer<typeof factorJson>;

export const restrictionJson = z.object({
  types: z.array(z.string()),
  /** "cannot start chats or send templates; can answer people who wrote in the last 24 hours" */
  words: z.string(),
  since: momentJson.nullable(),
  until: momentJson.nullable(),
  /** A day without hour or zone (scheduled disable): 2026-11-29. */
  day: z.string().nullable(),
  /** True when the account was hit, not this number alone. */
  inherited: z.boolean(),
});
export type RestrictionJson = z.infer<typeof restrictionJson>;

/** The open alert that a card or a page shows its button for. */
export const openAlertJson = z.object({
  id: z.string(),
  state: z.enum(["open", "acknowledged"]),
  openedAt: momentJson,
  acknowledgedAt: momentJson.nullable(),
  acknowledgedBy: z.string().nullable(),
});

/** N of the contract, with what the list needs. */
export const numberJson = z.object({
  id: z.string(),
  number: z.string().nullable(),
  /** The name given here, else WhatsApp's, else the number or id, so that a row never is nameless. */
  name: z.string(),
  /** What people here call it; null: WhatsApp's name stands. */
  givenName: z.string().nullable(),
  whatsappName: z.string().nullable(),
  /** Whose number it is; null: nobody's in particular. */
  client: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** WhatsApp's id of the account. */
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  /** What people here call the account; null: WhatsApp's name stands. */
  accountGivenName: z.string().nullable(),
  score: z.number().int().nullable(),
  behaviour: z.number().int(),
  band: bandJson,
  probability7d: z.number().nullable(),
  probabilityBasis: z.enum(["simulation", "outcomes"]).nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  coverage: z.number(),
  model: z.string(),
  factors: z.array(factorJson),
  sending: sendingJson,
  restriction: restrictionJson.nullable(),
  quality: ratingJson,
  /** "not rated yet", "not connected", "as of Tue 09:10": what stands beside or instead of the rating. */
  qualityNote: z.string().nullable(),
  freshness: z.enum(["fresh", "stale", "never"]),
  lastEventAt: momentJson.nullable(),
  scoredAt: momentJson.nullable(),
  /** The main reason in a few words: "Opt-outs after Festive-2", "Too new: 63 of 200 messages". */
  reason: z.string(),
  /** Points of the line behind `reason`. */
  reasonPoints: z.number().int().nullable(),
  /** The full sentence of card and page: "2.8 % opted out of Festive-2 (131 of 4,742), 5.5 times its usual 0.5 %." */
  sentence: z.string(),
  /** First advice, one or two sentences; null when nothing is to be done. */
  doNow: z.string().nullable(),
  /** 28 last scores, one per six hours, oldest first. */
  sparkline: z.array(z.number().nullable()),
  /** Score 24 hours ago. */
  scoreDayAgo: z.number().int().nullable(),
  /** Last score and its moment while the number could still be seen. */
  lastSeenScore: z.object({ score: z.number().int(), at: momentJson }).nullable(),
  /** How far an unknown number is from a verdict. */
  progress: z.object({ have: z.number().int(), need: z.number().int() }).nullable(),
  /** Marketing messages sent in 7 days: last part of the sort key. */
  marketing7d: z.number().int(),
  alert: openAlertJson.nullable(),
  mutedUntil: momentJson.nullable(),
  /** Blocks or reports have reached us for this number: counts in "What we cannot see". */
  seesBlocks: z.boolean(),
});
export type NumberJson = z.infer<typeof numberJson>;

/** GET /api/v1/numbers: worst first (lib/domain/portfolio/sort.ts), test numbers left out. */
export const numbersJson = z.object({
  numbers: z.array(numberJson),
  nextCursor: z.string().nullable(),
  /** Newest committed event or score in the answer; null while there is none. */
  updatedAt: momentJson.nullable(),
  /** The workspace's zone: all words in the answer are in it. */
  zone: z.string(),
});
export type NumbersJson = z.infer<typeof numbersJson>;

export const coveragePartJson = z.object({
  /** "delivered and failed", "reads", "opt-outs", "blocks or reports", "WhatsApp's rating", "account notices" */
  label: z.string(),
  weight: z.number(),
  seen: z.boolean(),
  /** Why not: "WhatsApp tells nobody". */
  note: z.string().nullable(),
  /** `unknown`: could be seen and was not; `not_available`: nobody gives it, or it is switched off here. */
  state: z.enum(["seen", "unknown", "not_available"]),
  /** The one step that would add it. */
  step: z.string().nullable(),
});

export const familyTotalJson = z.object({
  family: familyJson,
  points: z.number().int(),
  cap: z.number().int(),
});

/** What a factor opens to: its last seven dates, and what most of its harm came from. */
export const factorDetailJson = z.object({
  days: z.array(z.object({ day: z.string(), harm: z.number(), sample: z.number() })),
  campaigns: z.array(
    z.object({ name: z.string(), harm: z.number(), sample: z.number().nullable() }),
  ),
  lists: z.array(z.object({ name: z.string(), harm: z.number(), sample: z.number().nullable() })),
});
export type FactorDetailJson = z.infer<typeof factorDetailJson>;

/** The same scoring with nothing new: days ahead, at their start. */
export const forecastJson = z.object({
  /** "If nothing else goes wrong: 64 until Wednesday, 56 on Thursday, about 40 on Friday." */
  text: z.string(),
  days: z.array(z.object({ day: z.string(), score: z.number().int() })),
  /** First day under 45, for a number that is high; null when none of the days is. */
  calmOn: z.string().nullable(),
});
export type ForecastJson = z.infer<typeof forecastJson>;

/** GET /api/v1/numbers/{id}: N and what its page shows above the tables. */
export const numberPageJson = numberJson.extend({
  zone: z.string(),
  updatedAt: momentJson.nullable(),
  sources: z.array(z.object({ id: z.string(), name: z.string(), provider: z.string() })),
  /** Sum of each family's lines, family limit included, in the order of the page. */
  families: z.array(familyTotalJson),
  coverageParts: z.array(coveragePartJson),
  rating: z.object({
    since: momentJson.nullable(),
    before: z.string().nullable(),
    askedAt: momentJson.nullable(),
    /** Set when a person typed it in from WhatsApp Manager. */
    entered: z
      .object({ by: z.string().nullable(), at: momentJson, reason: z.string().nullable() })
      .nullable(),
  }),
  /** "10,000 a day"; null when unknown. */
  limit: z.string().nullable(),
  /** Numbers that share the account, this one included. */
  accountNumbers: z.number().int(),
  /** Facts with 0 points, always shown: "Held back by WhatsApp: 147 of 4,180 (usual 3.4 %), not yours". */
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  whatNext: z.array(
    z.object({
      key: z.string(),
      text: z.string(),
      doneWhen: z.string().nullable(),
      /** The figures show it: nobody ticks a box. */
      done: z.boolean(),
      doneAt: momentJson.nullable(),
    }),
  ),
  openAlerts: z.array(alertJson),
  /** By the factor's key; only factors that count by day. */
  details: z.record(z.string(), factorDetailJson),
  /** Null for a low score. */
  forecast: forecastJson.nullable(),
});
export type NumberPageJson = z.infer<typeof numberPageJson>;

/** PATCH /api/v1/numbers/{id}. What is not named stays. */
export const updateNumberJson = z
  .object({
    /** Null or empty: WhatsApp's name. */
    name: givenNameJson.nullable(),
    /** Null: no client's. */
    clientId: z.uuid("There is no such client.").nullable(),
  })
  .partial();
export type UpdateNumberJson = z.infer<typeof updateNumberJson>;
