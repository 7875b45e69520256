/** Unix milliseconds, UTC. All of lib/domain speaks of moments in this unit. */
export type Instant = number;

export const trafficKinds = ["sent", "delivered", "read", "failed", "replied"] as const;
export const peopleKinds = ["blocked", "reported", "opted_out", "opted_in"] as const;

/** Kinds of the public event format that speak of an account, a number or a template as a whole. */
export const publicPlatformKinds = [
  "quality",
  "limit",
  "violation",
  "restricted",
  "restriction_lifted",
  "disable_scheduled",
  "disabled",
  "reinstated",
  "template_status",
  "template_quality",
] as const;

/** Platform kinds that only our own adapters and the poller produce. */
export const innerPlatformKinds = [
  "template_category",
  "template_changed",
  "growth_refused",
  "account_alert",
  "review",
  "name_decision",
  "security",
  "disconnected",
  "reconnected",
  "health",
  "throughput",
  "flow",
  "payment_setup",
  "settings_changed",
] as const;

export const platformKinds = [...publicPlatformKinds, ...innerPlatformKinds] as const;

export type TrafficKind = (typeof trafficKinds)[number];
export type PeopleKind = (typeof peopleKinds)[number];
export type PlatformKind = (typeof platformKinds)[number];
export type CountedKind = TrafficKind | PeopleKind;
export type EventKind = CountedKind | PlatformKind;

export const categories = ["marketing", "utility", "authentication", "service"] as const;
export type Category = (typeof categories)[number];

/** WhatsApp's own rating of a number or template. Never a word for our bands. */
export const ratings = ["green", "yellow", "red", "unknown"] as const;
export type Rating = (typeof ratings)[number];

export const limits = ["250", "2000", "10000", "100000", "unlimited"] as const;
export type MessagingLimit = (typeof limits)[number];

/** How a delivery names a number: E.164 with its plus, the provider's phone-number id in bare digits, or both. */
export interface NumberRef {
  e164?: string;
  phoneNumberId?: string;
}

/** A recipient as the provider names them. Readable: must not outlive the request that brought it. */
export interface Recipient {
  bsuid?: string;
  phone?: string;
}

interface InboundBase {
  at: Instant;
  /** The client's idempotency key within the number (own format). */
  id?: string;
}

/** Traffic and people events as an adapter reads them, before the scrub. */
export interface InboundCountedEvent extends InboundBase {
  kind: CountedKind;
  number: NumberRef;
  account?: string;
  recipient?: Recipient;
  /** The provider's message id. Contains the recipient's number: hashed at the door. */
  message?: string;
  /** For answers: the message they answer (same secrecy as `message`). */
  answers?: string;
  category?: Category;
  template?: string;
  campaign?: string;
  list?: string;
  code?: number;
  /** How many equal events this one stands for; 1 unless an import says more. */
  count: number;
  /** Ambiguous opt-out word ("cancel"): counts only as `optOutRule` in lib/domain/opt-out.ts says. */
  ambiguous?: boolean;
}

export interface TemplateRef {
  name: string;
  language?: string;
  id?: string;
}

/** A fact about an account, a number or a template. `value` holds our words (lower case) or WhatsApp's own code where the list is open. */
export interface InboundFact extends InboundBase {
  kind: PlatformKind;
  number?: NumberRef;
  account?: string;
  portfolio?: string;
  template?: TemplateRef;
  value?: string;
  until?: Instant;
  /** Small, JSON-safe, free of people: previous and correct category, pause step, WhatsApp's reason, error code. */
  detail?: FactDetail;
}

export interface FactDetail {
  previous?: string;
  reason?: string;
  step?: string;
  code?: number;
  direction?: "up" | "down";
  /** All restriction types of one sanction. */
  types?: readonly string[];
  /** A day without hour or zone, as WhatsApp gives it for a disable: 2026-11-29. */
  day?: string;
  /** `polled` when the poller asked, `entered` when a person typed it, else pushed by a delivery. */
  how?: "polled" | "entered" | "inferred";
  text?: string;
  /** WhatsApp's own word for how serious an account alert is. */
  severity?: string;
}

export type InboundEvent = InboundCountedEvent | InboundFact;

/** WhatsApp says that a person goes by another number or user id from now on. Readable: as short-lived as a recipient. */
export interface InboundTie {
  number: NumberRef;
  recipient: Recipient;
  formerly: Recipient;
}

export function isCounted(event: InboundEvent): event is InboundCountedEvent {
  return countedKinds.has(event.kind);
}

const countedKinds: ReadonlySet<string> = new Set<string>([...trafficKinds, ...peopleKinds]);

/** What a door could not take in, and why. `index` is the position within the delivery. */
export interface SkippedPart {
  index: number;
  field: string;
  /** A stable word, such as `malformed` or `too_far_ahead`. */
  reason: string;
  /** What the sender can do about it, as a sentence. */
  mend?: string;
}
