import type { EventKind } from "@/lib/domain/event";
import type { PlanField } from "./plan";

/** What each field of the event format is, for somebody who has never heard of it. */
export const fieldWords: Record<PlanField, { name: string; words: string }> = {
  number: {
    name: "Your number",
    words:
      "Which of your WhatsApp numbers it was sent from: +15550100001, or Meta’s id of the number.",
  },
  kind: { name: "What happened", words: "Sent, delivered, read, failed, replied, opted out, …" },
  at: { name: "When", words: "Day and time. A day alone counts as its noon." },
  recipient: {
    name: "To whom",
    words:
      "Phone number or id of the person. Replaced by a code on arrival, never stored readable.",
  },
  message: {
    name: "Message id",
    words: "Ties sent, delivered and read of one message together, so that it counts once.",
  },
  category: {
    name: "Category",
    words: "Marketing, utility, authentication or service. Only marketing counts for opt-outs.",
  },
  campaign: { name: "Campaign", words: "The name of the campaign or broadcast." },
  template: { name: "Template", words: "The name of the message template." },
  list: { name: "List", words: "Where the contact came from: a form, a shop, a purchased list." },
  code: { name: "Error code", words: "With failures: the provider’s number, such as 131026." },
  count: { name: "How many", words: "When a row stands for more than one message." },
  value: {
    name: "Value",
    words: "With ratings and restrictions: green, yellow, red, or WhatsApp’s word.",
  },
  until: { name: "Until", words: "End of a restriction, or day of a scheduled disable." },
  account: {
    name: "WhatsApp account",
    words: "The id of the account, for events that hold for all of it.",
  },
  id: { name: "Row id", words: "Your own id of the row: the same id counts once." },
};

/** Words of the kinds that files may hold. */
export const kindWords: Partial<Record<EventKind, string>> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  failed: "failed",
  replied: "replied",
  blocked: "blocked us",
  reported: "reported us",
  opted_out: "asked to stop",
  opted_in: "agreed to hear from us",
  quality: "WhatsApp’s rating",
  limit: "messaging limit",
  violation: "warning from WhatsApp",
  restricted: "restricted by WhatsApp",
  restriction_lifted: "restriction lifted",
  disable_scheduled: "disable scheduled",
  disabled: "disabled by WhatsApp",
  reinstated: "reinstated by WhatsApp",
  template_status: "state of a template",
  template_quality: "rating of a template",
};

const errors: Record<string, string> = {
  broke_off: "It broke off: the file stopped coming, or something went wrong here.",
  stopped: "Banguard was stopped while it came in.",
  undo_stopped: "Undoing was interrupted: undo it again to finish.",
};

/** Why an import ended before its file did; null while all is well. */
export function importErrorWords(error: string | null): string | null {
  return error === null ? null : (errors[error] ?? error);
}

const reasons: Record<string, string> = {
  missing: "is missing",
  malformed: "is not understood",
  too_long: "is too long",
  unknown_value: "is a word we do not know",
  too_far_ahead: "lies in the future",
  too_old: "is more than 400 days ago",
  too_many_numbers: "no more numbers are taken",
  too_many_accounts: "no more accounts are taken",
  day_already_imported: "is on a day that another file has filled",
};

/** "When is more than 400 days ago" */
export function refusalWords(field: string, reason: string): string {
  const named =
    (fieldWords as Record<string, { name: string } | undefined>)[field]?.name ?? "The row";
  return `${named} ${reasons[reason] ?? reason.replaceAll("_", " ")}`;
}

/** What to do about refused rows, for the page: there the mapping stands above, and our own words for kinds are no help. */
export function mendWords(field: string, reason: string, mend: string): string {
  return field === "kind" && reason === "unknown_value"
    ? "Say above what the file’s words mean, or leave these rows out."
    : mend;
}
