import type { StopCause } from "@/lib/domain/alert/input";
import type { Instant } from "@/lib/domain/event";
import type { Digest, DigestRow, Said, Task, Todo } from "@/lib/domain/digest/digest";
import { momentWords } from "@/lib/domain/portfolio/moments";
import { lower } from "@/lib/domain/portfolio/verdict";
import { daysBetween, localDay } from "@/lib/domain/time";
import { cleanName, cleanText } from "@/lib/email/document";
import {
  capitalise,
  formatCount,
  formatDate,
  formatShare,
  formatShortDate,
  formatWeekday,
  noonOf,
} from "@/lib/email/format";

/** The reader's clock: every moment of a digest is told in it. */
export type Clock = Pick<Digest, "zone" | "now">;

const stopped: Record<StopCause, { why: string; mend: string; task: (at: string) => string }> = {
  payment: {
    why: "payment refused at Meta",
    mend: "Mend the payment method in Meta's billing.",
    task: (at) => `mend the payment at ${at}`,
  },
  registration: {
    why: "the number is not registered",
    mend: "Register it again, in WhatsApp Manager or at your provider.",
    task: (at) => `register ${at} again`,
  },
  token: {
    why: "the access token is refused",
    mend: "Give your sending tool a new access token.",
    task: (at) => `renew the access of ${at}`,
  },
  request: {
    why: "WhatsApp cannot read what is asked for",
    mend: "Check the template and its placeholders in your sending tool.",
    task: (at) => `mend the setup at ${at}`,
  },
};

const reporters = {
  own: "reported by your own system",
  twilio: "reported by Twilio",
  import: "imported",
} as const;

type Tellers = {
  [Of in Said["of"]]: (said: Extract<Said, { of: Of }>, clock: Clock) => string;
};

const tellers: Tellers = {
  disabled: () => "disabled by WhatsApp.",
  disable: ({ day }, { zone }) =>
    day === null
      ? "to be disabled unless WhatsApp reinstates it."
      : `disabled on ${formatDate(noonOf(day, zone), zone)} unless WhatsApp reinstates it.`,
  restricted: ({ until, meaning }, { zone, now }) =>
    `restricted${until === null ? "" : ` until ${momentWords(until, zone, now)}`}: ${cleanText(meaning)}.`,
  stopped: ({ cause, since }, { zone, now }) =>
    `${stopped[cause].why}${since === null ? "" : ` since ${sinceWords(since, zone, now)}`}.`,
  signatures: ({ since }, { zone, now }) =>
    since === null
      ? "nothing accepted yet: every signature is wrong."
      : `nothing accepted since ${momentWords(since, zone, now)}: the app secret was changed.`,
  silence: ({ since }, { zone, now }) =>
    since === null
      ? "nothing has reached us yet."
      : `nothing has reached us since ${momentWords(since, zone, now)}.`,
  recovering: ({ since }, { zone }) =>
    `recovering since the restriction ended on ${formatShortDate(since, zone)}.`,
  opted_out: ({ share, campaign }) =>
    `${formatShare(share)} opted out${campaign === null ? "" : ` of ${cleanName(campaign)}`}.`,
  unreachable: ({ share, list, blocked }) => {
    const of = list === null ? "of those written to" : `of ${cleanName(list)}`;
    const also = blocked
      ? `, and ${tenth(blocked.share)} blocked you (${reporters[blocked.by]})`
      : "";
    return `${formatShare(share)} ${of} is not on WhatsApp${also}.`;
  },
  leaks: ({ count }) =>
    `${formatCount(count)} ${count === 1 ? "offer" : "offers"} went to people who had said no.`,
  too_new: ({ have, need }) =>
    `too new to judge: ${formatCount(have)} of ${formatCount(need)} messages.`,
  reason: ({ text }) => `${cleanText(lower(text))}.`,
};

/** What a line says after the number's name. */
export function saidWords(said: Said, clock: Clock): string {
  // Safe: the table's type pairs each key with its own shape, which a lookup by a union cannot show.
  const teller = tellers[said.of] as (one: Said, clock: Clock) => string;
  return teller(said, clock);
}

/** "1.0 %": a figure beside others keeps its decimal. */
function tenth(share: number): string {
  return share < 0.0995 ? `${(share * 100).toFixed(1)} %` : formatShare(share);
}

function sinceWords(at: Instant, zone: string, now: Instant): string {
  const words = momentWords(at, zone, now);
  return localDay(at, zone) === localDay(now, zone) ? `today ${words}` : words;
}

type TodoTellers = {
  [Do in Todo["do"]]: (todo: Extract<Todo, { do: Do }>, clock: Clock) => string;
};

const todoTellers: TodoTellers = {
  appeal: ({ filed }) =>
    filed
      ? "Appeal filed? Note it in the timeline."
      : "An administrator asks for a review in Business Support Home.",
  mend: ({ cause }) => stopped[cause].mend,
  rest: (todo, { zone, now }) => restWords(todo, zone, now),
  stop: ({ campaign }) =>
    `If ${campaign === null ? "it" : cleanName(campaign)} is still running, stop it now.`,
  end_night_sync: () => "Switch off the night sync first.",
  honour: () => "Take everyone who said no out of every list.",
  drop_list: () => "Stop using the list.",
  paste_secret: () => "Paste the new one.",
  check_address: () => "Check whether anything was sent, and the webhook address.",
  other: ({ text }) => cleanText(text),
};

/** What to do about it, in italics after what is said. */
export function todoWords(todo: Todo, clock: Clock): string {
  // Safe for the same reason as above.
  const teller = todoTellers[todo.do] as (one: Todo, clock: Clock) => string;
  return teller(todo, clock);
}

function restWords({ until, list }: Extract<Todo, { do: "rest" }>, zone: string, now: Instant) {
  const drop = list === null ? "" : `; drop ${cleanName(list)}`;
  if (until === null) return `No marketing for now${drop}.`;
  const day = noonOf(until, zone);
  const near = daysBetween(localDay(now, zone), until) < 7;
  return `No marketing before ${near ? formatWeekday(day, zone) : formatDate(day, zone)}${drop}.`;
}

type TaskTellers = {
  [Do in Todo["do"]]: (todo: Extract<Todo, { do: Do }>, account: string, name: string) => string;
};

const taskTellers: TaskTellers = {
  appeal: (_todo, account) => `appeal for ${account}`,
  mend: ({ cause }, account) => stopped[cause].task(account),
  rest: (_todo, _account, name) => `let ${name} rest`,
  stop: ({ campaign }, _account, name) =>
    `stop ${campaign === null ? "the campaign" : cleanName(campaign)} on ${name}`,
  end_night_sync: (_todo, account) => `end the night sync at ${account}`,
  honour: (_todo, account) => `take out who said no at ${account}`,
  paste_secret: (_todo, account) => `paste the new app secret for ${account}`,
  drop_list: ({ list }) => `stop using ${cleanName(list)}`,
  check_address: (_todo, _account, name) => `look after ${name}`,
  other: (_todo, _account, name) => `look after ${name}`,
};

/** "appeal for Lumen Loans": one entry of the week's order. */
export function taskWords({ todo, row }: Task): string {
  // Safe for the same reason as above.
  const teller = taskTellers[todo.do] as (one: Todo, account: string, name: string) => string;
  return teller(todo, cleanName(row.account), cleanName(row.name));
}

/** "Lumen Loans ends on 29 Nov": the worst ones beside the subject. */
export function clauseWords(row: DigestRow, zone: string): string {
  const { says } = row;
  const name = cleanName(row.name);
  if (says.of === "disable") {
    const day = says.day === null ? "is to be disabled" : `ends on ${dayWords(says.day, zone)}`;
    return `${cleanName(row.account)} ${day}`;
  }
  if (says.of === "disabled") return `${cleanName(row.account)} is disabled`;
  if (says.of === "restricted") return `${name} is restricted`;
  return says.of === "stopped" ? `${name} cannot send` : `${name} is ${row.band}`;
}

function dayWords(day: string, zone: string): string {
  return formatShortDate(noonOf(day, zone), zone);
}

export function sentence(text: string): string {
  return `${capitalise(text)}.`;
}
