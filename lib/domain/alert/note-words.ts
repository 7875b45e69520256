export interface Note {
  kind: string;
  because: string;
  by: string | null;
  text: string | null;
}

const kinds: Record<string, string> = {
  opened: "opened",
  open: "opened",
  told: "told by mail",
  escalate: "became worse",
  escalated: "became worse",
  ease: "became milder",
  eased: "became milder",
  remind: "recalled",
  reminded: "recalled",
  resolve: "resolved",
  resolved: "resolved",
  acknowledged: "acknowledged",
  muted: "muted",
  expected: "said to be expected",
  none: "not told",
  not_told: "not told",
  merged: "two names turned out to be one number",
};

const reasons: Record<string, string> = {
  fact: "it is a hard fact",
  held: "it held for the pending time",
  worse: "it is worse than before",
  better: "it is milder than before",
  quiet: "nothing is wrong",
  pending: "it has not held long enough yet",
  holding: "it is neither bad enough to open nor good enough to end",
  clearing: "it has not been clean long enough yet",
  unseen: "nobody can see it now",
  acknowledged: "somebody is on it",
  already_told: "it was told already",
  cooling: "a person closed it not long ago",
  muted: "it is muted",
  parent_open: "its account's alert was open",
  history: "it is history",
  told_once: "it was told once",
  gathering: "it waits for others of its kind",
  gathered: "gathered with others of its kind",
  night: "not at night",
  flood: "gathered into one summary",
  not_worth_a_mail: "not worth a mail",
  nobody_gets_mails: "nobody has chosen to get mails",
  three_days_left: "three days are left",
  one_day_left: "one day is left",
  date_passed: "the date has passed",
  nobody_acknowledged: "nobody had acknowledged it",
  more: "it goes on",
  mute_over: "the mute is over",
  clean: "it is clean",
  ended: "it has ended",
  lifted: "the restriction was lifted",
  reinstated: "WhatsApp reinstated the account",
  replaced: "a newer fact replaced it",
  sending_again: "messages are delivered again",
  seen_again: "it can be seen again",
  not_fresh: "what is known is too old to hold on to",
  by_hand: "closed by hand",
  one_number: "their history is now one",
};

/** One line of what became of an alert: "not told, because its account's alert was open". */
export function noteWords({ kind, because, by, text }: Note): string {
  const what = kinds[kind] ?? plain(kind);
  const who = by === null ? "" : ` by ${by}`;
  const reason =
    because === "" || because === kind ? "" : `, because ${reasons[because] ?? plain(because)}`;
  return text === null ? `${what}${who}${reason}` : `${what}${who}: ${text}`;
}

function plain(word: string): string {
  return word.replaceAll("_", " ");
}
