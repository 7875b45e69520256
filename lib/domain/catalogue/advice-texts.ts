/** One action: who, where, and when it counts as done. Placeholders in braces, fallbacks behind a colon; what stands in [[…]] goes when a value in it is missing. */
export interface AdviceEntry {
  text: string;
  /** Null where nothing ends it but time. */
  doneWhen: string | null;
  source: string;
  /** When the text was last held against its source. */
  date: string;
}

const ours = { source: "our advice; no official source", date: "2026-11-22" };
const meta = (page: string) => ({ source: `Meta: ${page}`, date: "2026-11-22" });

export const adviceTexts = {
  stop_campaign: {
    text: "If {campaign:the last campaign} is still running, stop it now in the tool that sends it. Banguard cannot stop it for you.",
    doneWhen: "no marketing for 24 hours",
    ...ours,
  },
  rest_marketing: {
    text: "Send no marketing from this number until {date|day}. Answers and order messages may go on.",
    doneWhen: "no marketing until then",
    ...ours,
  },
  honour_opt_outs: {
    text: "Today, take the {k|count:} people who said no out of every list, also in the tools that sync at night. Then send a test to one of them: it must not arrive.",
    doneWhen: "48 hours without a message after no",
    ...meta("Business Messaging Policy, opt-out"),
  },
  offer_stop: {
    text: 'Put "Reply STOP to end offers" in the footer of {template:your templates}. People who can stop easily block less.',
    doneWhen: "template changed",
    ...ours,
  },
  narrow_audience: {
    text: "Send the next campaign only to people who bought or wrote in the last 90 days.",
    doneWhen: "next campaign under the start",
    ...ours,
  },
  drop_list: {
    text: "Do not use {list:the list you used last} again until you can show where and when its people agreed.[[ {harmShare|percent} of the harm came from it, {volumeShare|percent} of the messages.]]",
    doneWhen: "list unused for 7 days",
    ...meta("Business Messaging Policy, opt-in"),
  },
  clean_unreachable: {
    text: "Remove the {k|count} numbers that are not on WhatsApp, and ask where {list:the list} came from. Trying again does not help.",
    doneWhen: "next campaign under 5 %",
    ...ours,
  },
  pilot_first: {
    text: "Start the next campaign with 200 people of {list:your list}. Read the result after 24 hours, then go on.",
    doneWhen: "pilot under the start",
    ...ours,
  },
  better_timing: {
    text: "Fewer people read you than usual ({cur|percent} against {usual|percent}). Send less often, to people who react, with the point in the first line.",
    doneWhen: "reads back within 10 %",
    ...ours,
  },
  slow_frequency: {
    text: "{share|percent} of your people got more than 3 offers this week, over all your numbers. Agree on a limit of 2 a week.",
    doneWhen: "share under 10 %",
    ...ours,
  },
  grow_steadily: {
    text: "That day was {x|ratio} times your busiest day before. Grow by at most a half from one campaign to the next, watching opt-outs.",
    doneWhen: null,
    ...ours,
  },
  fix_category: {
    text: "{template:A template} was filed[[ as {category}]] in the wrong category[[; WhatsApp says {correct}]]. Correct it and check its siblings before sending again.",
    doneWhen: "no correction in 30 days",
    ...meta("policy-enforcement, 2025-11-04"),
  },
  fix_template: {
    text: "WhatsApp rejected {template:the text of a template}[[: {reason|plain}]]. Rewrite it before you ask again; do not send the same text under another name.",
    doneWhen: "approved",
    ...meta("Business Messaging Policy"),
  },
  rest_template: {
    text: "{template:A template} is paused until {time|moment}. Change text or audience first; the third pause disables it.",
    doneWhen: "green or unused",
    ...meta("template pausing"),
  },
  template_disabled: {
    text: "{template:A template} is disabled. Leave its text unused, and read in WhatsApp Manager what people did not like about it.",
    doneWhen: "unused for 7 days",
    ...meta("template pausing"),
  },
  wait_spam_limit: {
    text: "WhatsApp is refusing messages because people marked earlier ones as spam. Stop marketing on all numbers of {account:the account} for 48 hours.",
    doneWhen: "48 hours without such a refusal",
    ...meta("error codes, 131048"),
  },
  read_warning: {
    text: "Open Business Support Home, read which rule WhatsApp names, fix it on all numbers of {account:the account}, and acknowledge or appeal there.",
    doneWhen: "warning 30 days old",
    ...meta("policy-enforcement, 2025-11-04"),
  },
  appeal: {
    text: "An administrator of your Meta business portfolio asks for a review in Business Support Home, today. Your provider cannot do it for you. Answers usually take 24 to 48 hours.",
    doneWhen: "reinstated",
    ...meta("policy-enforcement, 2025-11-04"),
  },
  check_lock: {
    text: "Open WhatsApp Manager and look whether {account:the account} is locked. A wrong PIN looks the same. If it is locked, an administrator asks for a review in Business Support Home.",
    doneWhen: "a message is delivered",
    ...meta("error codes, 131031"),
  },
  wait_restriction: {
    text: "Sending returns {end|moment:when WhatsApp lifts the restriction}. Use the time: take everyone who said no out of every list[[, and do not use {list} again before you know where its people agreed]]. Start again with 200 people, then 500, then 1,000, a day apart, only while opt-outs stay under 0.5 %.",
    doneWhen: null,
    ...ours,
  },
  wait_adding: {
    text: "No number can be added[[ until {end|moment}]]; sending works. Read in Business Support Home why.",
    doneWhen: "restriction over",
    ...meta("account_update, 2026-05-21"),
  },
  wait_calling: {
    text: "Calls are limited[[ until {end|moment}]]; messages work. Read in Business Support Home why.",
    doneWhen: "restriction over",
    ...meta("account_update, 2026-05-21"),
  },
  tell_customers: {
    text: "Prepare another channel you already have consent for (e-mail, SMS, your site). Do not register a new number to go on.",
    doneWhen: null,
    ...ours,
  },
  do_not_retry: {
    text: "{k|count} messages were held back by WhatsApp. Do not resend within 24 hours; it makes it worse. Not counted against you.",
    doneWhen: null,
    ...meta("per-user marketing limits, 2026-04-29"),
  },
  pay: {
    text: "Sending is blocked by a payment problem, not by WhatsApp's rules. Mend the payment method in Meta's billing. Risk is unchanged.",
    doneWhen: "first message delivered",
    ...meta("error codes, 131042"),
  },
  register: {
    text: "Sending is blocked by the number's registration, not by WhatsApp's rules. Register it again in WhatsApp Manager or with your provider. Risk is unchanged.",
    doneWhen: "first message delivered",
    ...meta("error codes, 133010"),
  },
  token: {
    text: "Sending is blocked by access that is no longer accepted, not by WhatsApp's rules. Make a new access token in Meta's business settings and give it to the tool that sends. Risk is unchanged.",
    doneWhen: "first message delivered",
    ...meta("error codes, 190"),
  },
  connect_more: {
    text: "To see {signal:more}, {step:look at the source's page}.",
    doneWhen: "signal arrives",
    ...ours,
  },
} as const satisfies Record<string, AdviceEntry>;

export type AdviceKey = keyof typeof adviceTexts;
