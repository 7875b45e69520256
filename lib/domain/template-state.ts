/** States of a template, in our lower case of WhatsApp's words. `flagged`: bad feedback, about to be disabled. */
export const templateStates = [
  "approved",
  "archived",
  "deleted",
  "disabled",
  "flagged",
  "in_appeal",
  "limit_exceeded",
  "locked",
  "paused",
  "pending",
  "pending_deletion",
  "reinstated",
  "rejected",
] as const;
