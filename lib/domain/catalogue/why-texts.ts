/** The fact behind a line, by the key of its words. Shares, moments and counts are written in at reading. */
export const whyTexts: Record<string, string> = {
  "not_available.delivery": "not available: no source tells what was delivered",
  "not_available.reads": "not available: no source tells what was read",
  "not_available.opt_outs": "not available: answers are not read, so nobody can be seen to stop",
  "not_available.blocks": "not available: WhatsApp tells nobody",
  not_enough_data: "not enough data yet: {have|count} of {need|count} messages in 28 days",
  not_enough_people: "not enough data yet: {have|count} of {need|count} people",
  not_enough_reads:
    "not enough data yet: reads count 24 hours after delivery ({have|count} of {need|count} messages)",
  no_usual_messages: "no usual yet: {have|count} of {need|count} messages in the 28 days before",
  no_usual_days: "no usual yet ({have|count} of {need|count} days)",
  resting:
    "nothing sent for {quietDays|count} days[[; last campaign: {share|percent} ({harm|count} of {sample|count})]]",
  "resting.little":
    "too little sent in 7 days to say anything new[[; last campaign: {share|percent} ({harm|count} of {sample|count})]]",
  resting_reads: "too little sent in 7 days to say anything new",

  opt_out_rate:
    "{harm|count} of {sample|count} delivered offers ({share|percent}; {low|low}–{high|high}), {window|window}",
  block_rate:
    "{harm|count} of {sample|count} ({share|percent}; {low|low}–{high|high}), {window|window}, as reported to us",
  report_rate:
    "{harm|count} of {sample|count} ({share|percent}; {low|low}–{high|high}), {window|window}, as reported to us",
  opt_out_surge:
    "{ratio|ratio} × (usual {usual|percent}, {harm|count} of {sample|count} in 28 days), {window|window}",
  "opt_out_surge.quiet": "no day stands out (usual {usual|percent})",
  "messages_after_no.none": "none in 7 days",
  messages_after_no:
    "{harm|count} of {sample|count} offers in 7 days went to people who had said no",
  unreachable_rate: "{harm|count} of {sample|count} attempts ({share|percent}), {window|window}",
  first_contact_share:
    "{share|percent} of the people reached ({harm|count} of {sample|count}), {window|window}",
  read_rate: "{cur|percent} read within 24 hours, usual {usual|percent}, {window|window}",
  "read_rate.no_usual": "{cur|percent} read within 24 hours, {window|window}; no usual yet",
  volume_surge:
    "{ratio|ratio} × your busiest day before ({harm|count} against {usual|count}), {window|window}",
  message_frequency: "{share|percent} of {sample|count} people got more than 3 offers in 7 days",
  "template_rejected.none": "nothing in 30 days",
  template_rejected:
    "{rejected|count} rejected for what they say[[, {template} last]]; {refused|count} messages refused for their text, in 30 days",
  "template_miscategorised.none": "nothing in 30 days",
  template_miscategorised:
    "{harm|count} corrected by WhatsApp in 30 days[[: {template}]][[, now {correct}]]",
  "country_blocked.none": "none in 7 days",
  country_blocked:
    "{harm|count} messages refused in 7 days: the account may not write to people in a country",
  "template_quality.none": "none is yellow, red or flagged",
  template_quality: "{template:a template} {quality} since {since|moment}",
  "template_paused.none": "none in 7 days",
  template_paused: "{template:a template} paused on {at|moment}",
  "template_paused.disabled": "{template:a template of the account} disabled on {at|moment}",
  "growth_refused.none": "none in 7 days",
  growth_refused: "WhatsApp found the quality too low for a higher limit on {at|moment}",
  "past_restriction.none": "none in 90 days",
  past_restriction: "restricted on {since|date}, over for {days|count} days; fades over 90",
  "past_restriction.account":
    "the account was restricted on {since|date}, over for {days|count} days; fades over 90",
  family_limit: "one kind of evidence counts at most {cap|count} points",
  scale_end: "the scale ends at 100",

  "floor:disabled": "disabled by WhatsApp on {at|moment}: 100 until reinstated",
  "floor:disable_scheduled":
    "WhatsApp has scheduled a disable[[ for {day|day}]]: at least 95 until reinstated",
  "floor:disable_scheduled.passed":
    "the date WhatsApp gave for the disable, {day|day}, has passed: check now",
  "floor:restricted_all":
    "restricted by WhatsApp[[ until {until|moment}]], answers too: at least 90",
  "floor:restricted_starting": "restricted by WhatsApp[[ until {until|moment}]]: at least 85",
  "floor:restricted_unknown":
    "restricted by WhatsApp[[ until {until|moment}]] in a way we do not know yet[[ (WhatsApp's word: {type})]]: at least 70",
  "floor:restricted_utility":
    "utility templates restricted by WhatsApp[[ until {until|moment}]]: at least 60",
  "floor:restricted_utility.limit":
    "WhatsApp limits sending because templates were filed in the wrong category, last on {at|moment}: at least 60 for 24 hours",
  "floor:restricted_adding":
    "adding numbers restricted by WhatsApp[[ until {until|moment}]]: at least 50",
  "floor:restricted_calling": "calls limited by WhatsApp[[ until {until|moment}]]: at least 30",
  "floor:locked":
    "messages fail as if the account were locked since {at|moment}, and nothing was delivered since (inferred): at least 85",
  "floor:rating_red": "rating red, seen {seenAt|moment}: at least 70",
  "floor:rating_yellow": "rating yellow, seen {seenAt|moment}: at least 40",
  "floor:spam_limit":
    "WhatsApp refuses messages because people marked earlier ones as spam, last on {at|moment}: at least 70 for 24 hours, 50 until 72",
  "floor:violation":
    "warning from WhatsApp on {at|moment}[[ (its word: {type})]]: at least 60 for 7 days, then less each day",
  "floor:template_disabled":
    "{template:a template} disabled on {at|moment}: at least 55 for 7 days",

  "fact:held_back":
    "held back by WhatsApp: {k|count}[[ ({share|percent}; usual {usual|percent})]], not yours",
  "fact:experiment": "left out by an experiment of WhatsApp: {k|count}, not yours",
  "fact:outage": "failed at WhatsApp: {k|count}, not yours",
  "fact:pair_limit": "too many to the same person in a short time: {k|count}, no risk",
  "fact:throughput_limit": "sent faster than WhatsApp takes in: {k|count}, no risk",
  "fact:window_closed": "more than 24 hours since the person wrote: {k|count}, no risk",
  "fact:own_block_list": "on your own block list: {k|count}, no risk",
  "fact:payment": "payment problem: {k|count}, no risk",
  "fact:registration": "registration of the number: {k|count}, no risk",
  "fact:token": "access not accepted: {k|count}, no risk",
  "fact:request": "your tool's request was not accepted: {k|count}, no risk",
};

/** The main reason in a few words, for the list. */
export const shortTexts: Record<string, string> = {
  "short:nothing": "Nothing against it",
  "short:too_new": "Too new: {have|count} of {need|count} messages",
  "short:little_seen": "Too little can be seen",
  "short:opt_out_rate": "Opt-outs {value|percent}[[, {recovering}]]",
  "short:opt_out_rate.campaign": "Opt-outs after {campaign}",
  "short:opt_out_surge": "Opt-outs {ratio|ratio} times the usual[[, {recovering}]]",
  "short:messages_after_no": "{harm|count} offers after a no",
  "short:block_rate": "Blocked by {value|percent}[[, {recovering}]]",
  "short:report_rate": "Reported by {value|percent}[[, {recovering}]]",
  "short:unreachable_rate": "Not on WhatsApp: {value|percent}[[, {recovering}]]",
  "short:first_contact_share": "First contacts: {share|percent}",
  "short:read_rate": "Fewer reads: {cur|percent}",
  "short:volume_surge": "Busy {window|weekday}[[, {received}]]",
  "short:message_frequency": "More than 3 offers a week: {share|percent}",
  "short:template_rejected": "Rejected templates: {harm|count}",
  "short:template_miscategorised": "Category corrected by WhatsApp",
  "short:country_blocked": "Blocked for a country",
  "short:template_quality": "Template {quality}",
  "short:template_paused": "Template paused",
  "short:growth_refused": "Higher limit refused",
  "short:past_restriction": "Restricted in {since|month}",
  "short:past_restriction.account": "Account was restricted in {since|month}",
  "short:floor:disabled": "Disabled by WhatsApp",
  "short:floor:disable_scheduled": "Disable scheduled[[ for {day|date}]]",
  "short:floor:restricted_all": "Restricted[[ until {until|date}]], answers too",
  "short:floor:restricted_starting": "Restricted[[ until {until|date}]]",
  "short:floor:restricted_unknown": "Restricted[[ until {until|date}]]",
  "short:floor:restricted_utility": "Utility templates restricted",
  "short:floor:restricted_adding": "Adding numbers restricted",
  "short:floor:restricted_calling": "Calls limited",
  "short:floor:locked": "Probably locked",
  "short:floor:rating_red": "WhatsApp's rating is red",
  "short:floor:rating_yellow": "WhatsApp's rating is yellow",
  "short:floor:spam_limit": "Refused as spam",
  "short:floor:violation": "Warning from WhatsApp[[ on {at|date}]]",
  "short:floor:template_disabled": "Template disabled",
  "short:stopped:payment": "Cannot send: payment problem",
  "short:stopped:registration": "Cannot send: number not registered",
  "short:stopped:token": "Cannot send: access not accepted",
  "short:stopped:request": "Cannot send: requests not accepted",
};
