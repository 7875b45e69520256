import type { LiftedStory } from "@/lib/domain/alert/story";
import { bold, cleanName, heading, paragraph, words, type Mail } from "@/lib/email/document";
import { formatMoment, formatSpan } from "@/lib/email/format";
import { smallPrint, targetHref } from "./frame";

/** Good news in the same thread, with a subject of its own (ux.md 3.5). */
export function liftedMail(story: LiftedStory): Mail {
  const { frame, because, at, since, numbers } = story;
  const name = cleanName(story.name);
  const verb = because === "reinstated" ? "WhatsApp has reinstated" : "Sending works again for";
  return {
    subject:
      because === "reinstated"
        ? `WhatsApp has reinstated ${name}: start with 200`
        : `${name} can send again: start with 200`,
    preview: "Start with 200 people, then 500, then 1,000, a day apart.",
    blocks: [
      paragraph`${bold(`${verb} ${name}.`)} ${formatMoment(at, frame.zone)}. It had lasted ${formatSpan(at - since)}.`,
      heading("What to do"),
      {
        block: "steps",
        items: [
          words`${bold("First:")} take everyone who said no out of every list, if that is not done yet.`,
          words`${bold("Then:")} start with 200 people, then 500, then 1,000, a day apart, only while opt-outs stay under 0.5 %.`,
          words`${bold("Keep in mind:")} WhatsApp's ladder does not forget. The next restriction is longer than the last.`,
        ],
      },
      { block: "button", label: "Open the number", href: targetHref(frame, numbers) },
      smallPrint(frame),
    ],
  };
}
