import type { DisableStory, HistoryNote, NumberName } from "@/lib/domain/alert/story";
import { daysBetween, localDay } from "@/lib/domain/time";
import {
  bold,
  cleanName,
  heading,
  italic,
  paragraph,
  words,
  type Block,
  type Mail,
  type Span,
} from "@/lib/email/document";
import {
  formatDate,
  formatDay,
  formatMoment,
  formatOrdinal,
  formatWord,
  formatYear,
  listing,
  noonOf,
  plural,
} from "@/lib/email/format";
import { nameOf, onIt, phoneOf, smallPrint, targetHref } from "./frame";

/** ux.md 3.3; its reminders answer the first mail and begin with what is new. */
export function disableMail(story: DisableStory, firstSubject: string): Mail {
  const { frame, reminder } = story;
  const name = cleanName(story.name);
  const day = story.day === null ? null : noonOf(story.day, frame.zone);
  const date = day === null ? null : formatDate(day, frame.zone);
  const before =
    day === null ? "Before that day:" : `Before the ${formatOrdinal(day, frame.zone)}:`;
  const subject = `WhatsApp will disable ${name}${date === null ? "" : ` on ${date}`}: appeal today`;
  const news = newsOf(story);
  return {
    subject: reminder === null ? subject : `Re: ${firstSubject}`,
    preview: `${news ?? leftWords(story)} Only an administrator of your Meta business portfolio can ask for a review.`,
    blocks: [
      ...(news === null ? [] : [paragraph`${bold(news)}`]),
      paragraph`${whatHappened(story, name, day)}`,
      paragraph`After that day ${namesOf(story.numbers)} can neither send nor receive.`,
      heading("Why"),
      paragraph`${whyOf(story)}`,
      heading("What to do"),
      { block: "steps", items: stepsOf(before) },
      paragraph`For the appeal: the number's timeline (warnings, templates, volumes, opt-outs and how fast they were honoured) is ready to print. State only what is true; we fill nothing in for you.`,
      paragraph`Please do not register a replacement number. It does not remove the cause and puts the rest of your portfolio at risk.`,
      { block: "button", label: "Open the timeline", href: targetHref(frame, story.numbers) },
      { block: "links", links: [onIt(frame)] },
      ...promiseOf(story),
      smallPrint(frame),
    ],
  };
}

function daysLeft({ day, frame }: DisableStory): number | null {
  return day === null ? null : daysBetween(localDay(frame.now, frame.zone), day);
}

function leftWords(story: DisableStory): string {
  const left = daysLeft(story);
  if (left === null) return "WhatsApp gave no day.";
  return left > 0 ? `${plural(left, "day")} left.` : "The day has come.";
}

/** What a reminder has to say first; null in the first mail. */
function newsOf(story: DisableStory): string | null {
  switch (story.reminder) {
    case null:
      return null;
    case "three_days_left":
    case "one_day_left":
      return `New: ${leftWords(story)}`;
    case "date_passed":
      return "New: the date has passed, check now whether you can still send.";
    case "nobody_acknowledged":
      return "New: nobody has acknowledged this for 15 minutes, so all administrators get it.";
    case "more":
    case "mute_over":
      return "New: WhatsApp has said it again.";
  }
}

function whatHappened(story: DisableStory, name: string, day: number | null): Span[] {
  const { at, frame } = story;
  const learned = `We learned it on ${formatMoment(at, frame.zone)}.`;
  if (day === null) {
    return words`${bold(`WhatsApp has scheduled the account ${name} to be disabled.`)} ${learned} WhatsApp gives no day.`;
  }
  const when = `${formatDay(day, frame.zone)} ${formatYear(day, frame.zone)}`;
  return words`${bold(`WhatsApp has scheduled the account ${name} to be disabled on ${when}.`)} ${learned} WhatsApp gives a day, no hour.`;
}

function namesOf(numbers: readonly NumberName[]): Span[] {
  if (numbers.length === 0) return words`every number of this account`;
  return numbers.flatMap((number, index) => {
    const between = index === 0 ? "" : index === numbers.length - 1 ? " and " : ", ";
    return words`${between}${bold(nameOf(number))}${phoneOf(number)}`;
  });
}

function whyOf({ before, reason, score, frame }: DisableStory): string {
  const told = before.map((note, index) =>
    clauseOf(note, dateOf(note.at, before[index - 1]?.at, frame.zone)),
  );
  const clauses = told.filter((clause) => clause !== null);
  const saw = clauses.length > 0 ? `WhatsApp ${listing(clauses)}.` : "";
  const named =
    reason === null ? "" : `WhatsApp names the reason (its code: ${cleanName(reason)}).`;
  const raised =
    score === null
      ? ""
      : `Score: ${score.behaviour} from behaviour, raised to ${score.score} by WhatsApp's decision.`;
  const parts = [saw, named, raised].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" ") : "WhatsApp's notice names no reason.";
}

/** "12 November", then "the 14th" while the month stays the same. */
function dateOf(at: number, previous: number | undefined, zone: string): string {
  const month = (moment: number) => formatDate(moment, zone).split(" ")[1];
  return previous !== undefined && month(previous) === month(at)
    ? `the ${formatOrdinal(at, zone)}`
    : formatDate(at, zone);
}

function clauseOf({ note }: HistoryNote, date: string): string | null {
  switch (note.of) {
    case "rejected":
      return `rejected ${formatWord(note.count)} template${note.count === 1 ? "" : "s"} on ${date}`;
    case "violation":
      return `warned the account on ${date}${note.type === null ? "" : ` (its word: ${cleanName(note.type)})`}`;
    case "recategorised":
      return `moved one template${note.from && note.to ? ` from ${note.from} to ${note.to}` : " to another category"} on ${date}`;
    case "campaign":
    case "alert":
      return null;
  }
}

function stepsOf(before: string): Span[][] {
  return [
    words`${bold("Today:")} an administrator of your Meta business portfolio opens ${bold("Business Support Home")}, chooses the WhatsApp account, and asks for a review. Answers usually take 24 to 48 hours. ${italic("(Providers report a limit of 90 days for appeals.)")}`,
    words`${bold("Today:")} stop all marketing on this account, also scheduled sends.`,
    words`${bold(before)} save what you need from your own tools: contacts with proof of consent, open orders, open conversations.`,
    words`${bold(before)} tell customers on a channel they agreed to where to reach you.`,
  ];
}

function promiseOf({ frame, reminder }: DisableStory): Block[] {
  const workspace = cleanName(frame.workspace);
  if (reminder === "date_passed") {
    return [paragraph`We tell you when WhatsApp reinstates or disables the account.`];
  }
  if (reminder !== null) {
    return [
      paragraph`We remind you 3 days and 1 day before, and tell you when WhatsApp reinstates or disables the account.`,
    ];
  }
  return [
    paragraph`If nobody acknowledges this within 15 minutes, all administrators of ${workspace} get it. We remind you 3 days and 1 day before, and tell you when WhatsApp reinstates or disables the account.`,
  ];
}
