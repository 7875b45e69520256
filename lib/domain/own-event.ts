import {
  limits,
  peopleKinds,
  publicPlatformKinds,
  ratings,
  trafficKinds,
  type EventKind,
} from "./event";
import { templateStates } from "./template-state";

/** Rules of the public event format, shared by the reader of the doors and the schema behind the published description. */
export const ownKinds = [...trafficKinds, ...peopleKinds, ...publicPlatformKinds] as const;
export type OwnKind = (typeof ownKinds)[number];

/** Longest text per field, in UTF-16 units. */
export const ownTextLimits = {
  id: 128,
  message: 256,
  recipient: 256,
  template: 256,
  campaign: 256,
  list: 256,
  value: 256,
} as const;

export const largestCount = 1_000_000;
export const largestCode = 2_147_483_647;

/** E.164 with its plus, or the provider's phone-number id in bare digits. */
export const numberPattern = /^(?:\+[1-9]\d{6,14}|\d{5,32})$/;
export const accountPattern = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/;
/** A word of one of WhatsApp's open lists. */
export const codeWordPattern = /^[A-Za-z][A-Za-z0-9_]{1,63}$/;

/** Kinds whose `value` is required and one of these words, in either case. */
export const valueWords: Partial<Record<EventKind, readonly string[]>> = {
  quality: ratings,
  limit: limits,
  template_status: templateStates,
  template_quality: ratings,
};
/** Kinds whose `value`, when there is one, is a word of an open list. */
export const openValueKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  "restricted",
  "restriction_lifted",
  "violation",
]);
export const templateKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  "template_status",
  "template_quality",
]);
export const untilKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  "restricted",
  "disable_scheduled",
]);
/** Kinds that may name an account instead of a number. */
export const accountKinds: ReadonlySet<EventKind> = new Set<EventKind>(publicPlatformKinds);
