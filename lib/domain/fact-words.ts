import type { FactDetail, PlatformKind } from "./event";

export interface ToldFact {
  kind: PlatformKind;
  value: string | null;
  /** The value of the same kind before, when known. */
  previous: string | null;
  detail: FactDetail | null;
  template: string | null;
}

/** Facts that mean WhatsApp has acted against a number or an account; the rest are notices. */
const sanctionKinds: ReadonlySet<PlatformKind> = new Set<PlatformKind>([
  "violation",
  "restricted",
  "disable_scheduled",
  "disabled",
]);

export function isSanction(kind: PlatformKind): boolean {
  return sanctionKinds.has(kind);
}

/** One fact as a line of the timeline: "rating green → yellow (asked)". Never a word of the provider's alone. */
export function factWords(fact: ToldFact): string {
  return `${sentences[fact.kind](fact)}${howKnown(fact.detail)}`;
}

const sentences: Record<PlatformKind, (fact: ToldFact) => string> = {
  quality: (fact) => `rating ${change(fact)}`,
  limit: ({ value }) => `messaging limit ${limitWords(value)}`,
  violation: (fact) => `WhatsApp sent a warning${itsWord(fact.value)}`,
  restricted: () => "restricted by WhatsApp",
  restriction_lifted: () => "restriction lifted",
  disable_scheduled: ({ detail }) =>
    `WhatsApp has scheduled a disable${detail?.day === undefined ? "" : ` for ${detail.day}`}`,
  disabled: () => "disabled by WhatsApp",
  reinstated: () => "reinstated by WhatsApp",
  template_status: (fact) => `template ${nameOf(fact)} ${plain(fact.value)}`,
  template_quality: (fact) => `template ${nameOf(fact)} ${plain(fact.value)}`,
  template_category: (fact) =>
    `category of template ${nameOf(fact)} corrected to ${plain(fact.value)}`,
  growth_refused: () => "messaging quality too low to unlock a higher limit",
  account_alert: () => "notice from WhatsApp about the account",
  review: ({ value }) => `account review: ${plain(value)}`,
  name_decision: ({ value }) => `display name ${plain(value)}`,
  security: () => "two-step PIN changed or asked for",
  disconnected: () => "disconnected from the WhatsApp Business app",
  reconnected: () => "connected again",
  health: ({ value }) => `WhatsApp says sending is ${healthWords(value)}`,
  throughput: () => "throughput changed",
  template_changed: (fact) => `template ${nameOf(fact)} changed${stopLine(fact.value)}`,
  flow: ({ value, detail }) => `form in WhatsApp: ${plain(value)}${flowState(detail)}`,
  payment_setup: ({ value }) => `payment set-up: ${plain(value)}`,
  settings_changed: ({ value }) => `settings changed in WhatsApp: ${plain(value)}`,
};

function change({ value, previous }: ToldFact): string {
  return previous === null || previous === value
    ? plain(value)
    : `${plain(previous)} → ${plain(value)}`;
}

function limitWords(value: string | null): string {
  if (value === "unlimited") return "none any more";
  return value === null ? "unknown" : `${Number(value).toLocaleString("en-GB")} a day`;
}

function healthWords(value: string | null): string {
  if (value === "available") return "possible";
  return value === "limited" ? "limited" : "blocked";
}

function itsWord(value: string | null): string {
  return value === null ? "" : ` (its word: ${value})`;
}

function nameOf({ template }: ToldFact): string {
  return template ?? "without a name";
}

function plain(value: string | null): string {
  return value === null ? "unknown" : value.replaceAll("_", " ").toLowerCase();
}

function stopLine(value: string | null): string {
  return value === "with_stop" ? "; it now says how to stop" : "; it does not say how to stop";
}

function flowState(detail: FactDetail | null): string {
  if (detail?.step === "activated") return ", above WhatsApp's threshold";
  return detail?.step === "deactivated" ? ", back to normal" : "";
}

function howKnown(detail: FactDetail | null): string {
  if (detail?.how === "polled") return " (asked)";
  return detail?.how === "entered" ? " (entered by hand)" : "";
}
