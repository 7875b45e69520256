import type { Signal } from "@/lib/domain/score/coverage";
import type { Family, LineName, RestrictionKind, Sending } from "@/lib/domain/score/line";

/** Named for the marketer (ux.md 2.1). */
export const familyNames: Record<Family, string> = {
  consent: "Unwanted messages",
  list: "Where contacts come from",
  pressure: "Too much, too often",
  policy: "Rules and content",
  platform: "WhatsApp's own verdict",
};

export const lineNames: Record<LineName, string> = {
  opt_out_rate: "People who asked to stop",
  opt_out_surge: "Against your usual",
  messages_after_no: "Messages after no",
  block_rate: "People who blocked you",
  report_rate: "People who reported you",
  unreachable_rate: "Not on WhatsApp",
  first_contact_share: "First contacts",
  read_rate: "Reads",
  volume_surge: "Volume",
  message_frequency: "Frequency",
  template_rejected: "Rejected templates",
  template_miscategorised: "Templates in the wrong category",
  country_blocked: "Blocked for a country",
  template_quality: "Template quality",
  template_paused: "Paused templates",
  growth_refused: "Higher limit refused",
  past_restriction: "Earlier restriction",
  family_limit: "Same story, counted once",
  scale_end: "The scale ends at 100",
  "floor:disabled": "Disabled by WhatsApp",
  "floor:disable_scheduled": "Disable scheduled by WhatsApp",
  "floor:restricted_all": "Restricted by WhatsApp, answers too",
  "floor:restricted_starting": "Restricted by WhatsApp",
  "floor:locked": "Probably locked by WhatsApp",
  "floor:rating_red": "Rating red",
  "floor:rating_yellow": "Rating yellow",
  "floor:spam_limit": "Refused as spam",
  "floor:restricted_unknown": "Restricted in an unknown way",
  "floor:restricted_utility": "Utility templates restricted",
  "floor:violation": "Warning from WhatsApp",
  "floor:template_disabled": "Template disabled",
  "floor:restricted_adding": "Adding numbers restricted",
  "floor:restricted_calling": "Calls limited",
};

export const signalNames: Record<Signal, string> = {
  delivery: "delivered and failed",
  reads: "reads",
  opt_outs: "opt-outs",
  blocks: "blocks or reports",
  rating: "WhatsApp's rating",
  notices: "account notices",
};

export const sendingNames: Record<Sending, string> = {
  ok: "can send",
  restricted: "restricted",
  disable_scheduled: "disable scheduled",
  disabled: "disabled",
  stopped: "sending stopped, no ban risk",
};

/** What a restriction means for the day (ux.md 1), never WhatsApp's word for it. */
export const restrictionMeanings: Record<RestrictionKind, string> = {
  starting:
    "cannot start chats or send templates; can answer people who wrote in the last 24 hours",
  all: "cannot send anything, not even answers",
  adding: "cannot add numbers; sending works",
  utility: "cannot send utility templates",
  calling: "calls limited; messages work",
  locked: "messages fail as if the account were locked; WhatsApp has not said so",
  unknown: "restricted in a way we do not know yet",
};
