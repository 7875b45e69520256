import { row, type Row } from "./code-row";

/** Twilio's codes for WhatsApp, and those of its general list that reach WhatsApp senders. */
export const twilioRows: readonly Row[] = [
  row(21610, "consent", "This person unsubscribed from you", { advice: "honour_opt_outs" }),
  row(30002, "policy", "Twilio suspended the account", { advice: "read_warning" }),
  row(30007, "policy", "Filtered out as unwanted", { advice: "stop_campaign" }),
  row(30008, "platform", "Failed for a reason Twilio does not know"),
  row(63001, "setup", "WhatsApp does not accept Twilio's access for this sender", {
    advice: "token",
  }),
  row(63002, "setup", "The sending number is unknown to WhatsApp", { advice: "register" }),
  row(63003, "list", "Could not be reached: the number is not on WhatsApp", {
    advice: "clean_unreachable",
  }),
  row(63005, "setup", "WhatsApp did not accept the content"),
  row(63006, "setup", "The content has a form WhatsApp does not take"),
  row(63007, "setup", "The sending number is not set up for WhatsApp", { advice: "register" }),
  row(63008, "setup", "The sending number is set up wrongly", { advice: "register" }),
  row(63009, "platform", "WhatsApp returned an error of its own"),
  row(63010, "platform", "Twilio had an error of its own"),
  row(63012, "platform", "WhatsApp had an error of its own"),
  row(63013, "policy", "The message breaks WhatsApp's rules", { advice: "read_warning" }),
  row(63014, "consent", "This person blocked you or stopped your messages", {
    advice: "honour_opt_outs",
    note: "Twilio does not say which of the two.",
  }),
  row(63015, "setup", "A test number may only write to people who joined it"),
  row(63016, "setup", "More than 24 hours since the person last wrote: only templates may be sent"),
  row(63017, "setup", "Your tool sent faster than Twilio takes in"),
  row(63018, "pressure", "WhatsApp slows you down: too fast, or marked as spam too often", {
    note: "Twilio folds two reasons into one code.",
  }),
  row(63019, "setup", "The picture or file could not be fetched"),
  row(63020, "policy", "Something is wrong with the business account at Meta", {
    advice: "read_warning",
  }),
  row(63021, "setup", "WhatsApp did not accept the content"),
  row(63022, "setup", "The certificate of the display name is not valid", { advice: "register" }),
  row(63023, "platform", "WhatsApp returned an error without a reason"),
  row(63024, "list", "The recipient's number is not valid", { advice: "clean_unreachable" }),
  row(63026, "consent", "WhatsApp flagged the content as spam", { advice: "stop_campaign" }),
  row(63027, "setup", "There is no such template in this language"),
  row(63028, "setup", "The template was filled with too many or too few values"),
  row(63030, "setup", "WhatsApp does not support something in the message"),
  row(63032, "platform", "WhatsApp holds this person in an experiment or limit of its own", {
    note: "Left out of all rates: no risk points.",
  }),
  row(63033, "consent", "This person may not receive messages from you", {
    advice: "honour_opt_outs",
  }),
  row(63034, "setup", "The picture or file could not be fetched"),
  row(63037, "setup", "The picture or file could not be sent"),
  row(63038, "setup", "The account reached its daily number of messages"),
  row(63040, "setup", "The template could not be submitted", { advice: "fix_template" }),
  row(63041, "policy", "The template is paused because people reacted badly to it", {
    advice: "rest_template",
  }),
  row(63049, "platform", "Held back by WhatsApp: this person gets enough marketing already", {
    advice: "do_not_retry",
    note: "A limit over all businesses: no risk points.",
  }),
];
