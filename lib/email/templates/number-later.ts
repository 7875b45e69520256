import type { NumberCalmStory, NumberNewsStory } from "@/lib/domain/alert/story";
import { days } from "@/lib/domain/time";
import { bold, cleanName, paragraph, type Mail } from "@/lib/email/document";
import {
  formatClock,
  formatDuration,
  formatMoment,
  formatMomentPlain,
  formatRecent,
  formatSpan,
  formatWeekday,
  plural,
} from "@/lib/email/format";
import { nameOf, numberHref, onIt, phoneOf, smallPrint } from "./frame";

/** Something new in the same thread. */
export function numberNewsMail(story: NumberNewsStory, firstSubject: string): Mail {
  const { frame, number, now } = story;
  const said = `New: ${newsWords(story)} Score ${now.score}.`;
  return {
    subject: `Re: ${firstSubject}`,
    preview: said,
    blocks: [
      paragraph`${bold(said)}`,
      paragraph`${bold(nameOf(number))}${phoneOf(number)} is at ${bold(`${now.score}, ${now.band}`)}. ${formatMoment(frame.now, frame.zone)}.`,
      { block: "button", label: "Open the number", href: numberHref(frame, number) },
      { block: "links", links: [onIt(frame)] },
      smallPrint(frame),
    ],
  };
}

function newsWords({ rating, frame }: NumberNewsStory): string {
  const from = rating.from === null ? "" : `from ${rating.from} `;
  return `WhatsApp's rating went ${from}to ${rating.to} at ${formatRecent(rating.at, frame.now, frame.zone)}.`;
}

/** The good end, in the same thread. */
export function numberCalmMail(story: NumberCalmStory, firstSubject: string): Mail {
  const { frame, number, now, openedAt, calmAt } = story;
  const lasted = calmAt - openedAt;
  const changed = changedWords(story);
  const stays =
    story.rating === null
      ? ""
      : ` What stays: WhatsApp's rating is ${story.rating}, which keeps the score at ${story.rating === "red" ? 70 : 40} or more.`;
  return {
    subject: `Re: ${firstSubject}`,
    preview: `Back to ${now.score} after ${shortDuration(lasted)}.`,
    blocks: [
      paragraph`${bold("Resolved.")} ${nameOf(number)} is back at ${now.score}, ${now.band}, since ${formatMomentPlain(calmAt, frame.zone)}. It was high for ${formatDuration(lasted)}.${changed === "" ? "" : ` What changed: ${changed}.`}${stays} Start again with 200 people.`,
      { block: "button", label: "Open the number", href: numberHref(frame, number) },
      smallPrint(frame),
    ],
  };
}

function changedWords({ restedSince, unusedList, frame }: NumberCalmStory): string {
  const rested =
    restedSince === null
      ? ""
      : `no marketing since ${formatWeekday(restedSince, frame.zone)} ${formatClock(restedSince, frame.zone)}`;
  const unused = unusedList === null ? "" : `the list ${cleanName(unusedList)} is unused`;
  return [rested, unused].filter((part) => part !== "").join("; ");
}

function shortDuration(ms: number): string {
  const wholeDays = Math.round(ms / days(1));
  return wholeDays >= 1 ? plural(wholeDays, "day") : formatSpan(ms);
}
