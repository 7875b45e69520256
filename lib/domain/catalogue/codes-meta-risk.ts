import { row, type Row } from "./code-row";

/** Codes that say something about people, lists, pressure or rules, and those that look like it and do not. */
export const metaRiskRows: readonly Row[] = [
  row(368, "policy", "WhatsApp blocked the account for breaking its rules", { advice: "appeal" }),
  row(130429, "setup", "Your tool sent faster than WhatsApp takes in", {
    note: "A matter of speed, not of people: no risk points.",
  }),
  row(130472, "platform", "WhatsApp holds this person in an experiment", {
    note: "Left out of all rates: no risk points.",
  }),
  row(130497, "policy", "The account may not write to people in this country", {
    advice: "read_warning",
  }),
  row(130403, "setup", "This person is on your own block list", {
    note: "You blocked them, not they you: no risk points.",
  }),
  row(131026, "list", "Could not be reached: most often the number is not on WhatsApp", {
    advice: "clean_unreachable",
    note: "WhatsApp does not say which: no WhatsApp, an old app, or terms not accepted.",
  }),
  row(131031, "policy", "WhatsApp locked the account", {
    advice: "check_lock",
    note: "A wrong PIN gives the same code: look at the account's status first.",
  }),
  row(
    131047,
    "setup",
    "More than 24 hours since the person last wrote: only templates may be sent",
    {
      note: "No risk points.",
    },
  ),
  row(131048, "consent", "Refused because people blocked earlier messages or marked them as spam", {
    advice: "wait_spam_limit",
  }),
  row(131049, "platform", "Held back by WhatsApp: this person gets enough marketing already", {
    advice: "do_not_retry",
    note: "A limit over all businesses, and nearly certain for marketing to the United States: no risk points.",
  }),
  row(131050, "consent", "This person stopped marketing messages from you", {
    advice: "honour_opt_outs",
  }),
  row(131056, "setup", "Too many messages to the same person in a short time", {
    note: "A matter of speed: no risk points.",
  }),
  row(131064, "policy", "Sending is limited because templates were filed in the wrong category", {
    advice: "fix_category",
    note: "Lifts by itself.",
  }),
  row(132007, "policy", "The text of the template breaks WhatsApp's rules", {
    advice: "fix_template",
  }),
  row(132015, "policy", "The template is paused because people reacted badly to it", {
    advice: "rest_template",
    note: "Also for messages held back while WhatsApp tries a template out.",
  }),
  row(132016, "policy", "The template is disabled: it was paused too many times", {
    advice: "template_disabled",
  }),
  row(139000, "policy", "WhatsApp blocked the form (flow) in the message", {
    advice: "fix_template",
  }),
  row(139200, "policy", "WhatsApp shut the account out of sending without templates", {
    advice: "read_warning",
  }),
  row(141008, "policy", "The account is locked", {
    advice: "appeal",
    source: "third party: Kapso",
    verified: false,
  }),
  row(141014, "policy", "The account is banned", { advice: "appeal" }),
];
