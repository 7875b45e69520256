import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import type { ShortStory } from "@/lib/domain/alert/story";
import { bold, cleanName, heading, paragraph, type Block, type Mail } from "@/lib/email/document";
import { formatMoment, formatShortMoment, listing } from "@/lib/email/format";
import { nameOf, onIt, smallPrint, targetHref } from "./frame";
import {
  disabledTelling,
  growthTelling,
  lockedTelling,
  ratingTelling,
  spamTelling,
  templateTelling,
  violationTelling,
} from "./short-facts";
import { campaignTelling, leaksTelling, sendingTelling, unseenTelling } from "./short-traffic";
import type { Telling } from "./telling";

/** The mails of all other rules (ux.md 3.5): what happened, why, what to do. */
export function shortMail(story: ShortStory, firstSubject: string): Mail {
  const { frame, phase } = story;
  const told = phase === "end" ? endOf(story) : tellingOf(story);
  const isNew = phase === "open";
  return {
    subject: isNew ? told.subject : `Re: ${firstSubject}`,
    preview: isNew || phase === "end" ? told.preview : `New: ${told.preview}`,
    blocks: [
      ...(isNew || phase === "end" ? [] : [paragraph`${bold(`New: ${told.preview}`)}`]),
      paragraph`${bold(told.happened)} ${formatMoment(frame.now, frame.zone)}.`,
      ...whyOf(told),
      ...coversOf(story),
      buttonOf(story),
      ...(phase === "end" ? [] : [{ block: "links" as const, links: [onIt(frame)] }]),
      smallPrint(frame),
    ],
  };
}

function whyOf({ why, steps }: Telling): Block[] {
  return [
    ...(why === "" ? [] : [heading("Why"), paragraph`${why}`]),
    ...(steps.length === 0
      ? []
      : [heading("What to do"), { block: "steps" as const, items: steps }]),
  ];
}

function coversOf({ numbers }: ShortStory): Block[] {
  return numbers.length > 1
    ? [paragraph`This one mail covers ${listing(numbers.map(nameOf))}.`]
    : [];
}

function buttonOf({ frame, numbers }: ShortStory): Block {
  return frame.target.kind === "source"
    ? {
        block: "button",
        label: "Open the source",
        href: `${frame.appUrl}/sources/${frame.target.id}`,
      }
    : {
        block: "button",
        label: numbers.length === 1 ? "Open the number" : "Open the alert",
        href: targetHref(frame, numbers),
      };
}

function tellingOf(story: ShortStory): Telling {
  const name = cleanName(story.name);
  return aboutTraffic(story, name) ?? aboutFacts(story.evidence, name) ?? plain(name);
}

function aboutTraffic(story: ShortStory, name: string): Telling | undefined {
  const { evidence } = story;
  if (evidence.of === "campaign") return campaignTelling(story, name, evidence);
  if (evidence.of === "leaks") return leaksTelling(story, name, evidence);
  if (evidence.of === "sending") return sendingTelling(story, name, evidence);
  const blind =
    evidence.of === "silence" || evidence.of === "signatures" || evidence.of === "token";
  return blind ? unseenTelling(story, name, evidence) : undefined;
}

function aboutFacts(evidence: AlertEvidence, name: string): Telling | undefined {
  if (evidence.of === "rating") return ratingTelling(name, evidence);
  if (evidence.of === "template") return templateTelling(name, evidence);
  if (evidence.of === "disable") return disabledTelling(name, evidence);
  if (evidence.of === "violation") return violationTelling(name, evidence);
  if (evidence.of === "locked") return lockedTelling(name);
  if (evidence.of === "spam_limit") return spamTelling(name, evidence);
  return evidence.of === "growth_refused" ? growthTelling(name) : undefined;
}

function plain(name: string): Telling {
  return { subject: name, preview: name, happened: name, why: "", steps: [] };
}

function endOf(story: ShortStory): Telling {
  const name = cleanName(story.name);
  const said = endWords(story.evidence, name);
  const began = "since" in story.evidence ? story.evidence.since : story.frame.now;
  return {
    subject: said,
    preview: said,
    happened: `Resolved. ${said} It had begun ${formatShortMoment(began, story.frame.zone)}.`,
    why: "",
    steps: [],
  };
}

const ends: Partial<Record<AlertEvidence["of"], (name: string) => string>> = {
  sending: (name) => `${name} can send again: the first message was delivered.`,
  silence: (name) => `We can see ${name} again.`,
  signatures: (name) => `We can see ${name} again.`,
  token: (name) => `We can ask WhatsApp about ${name} again.`,
  leaks: (name) => `Nobody who had said no was written to for 48 hours (${name}).`,
  spam_limit: (name) => `WhatsApp has not refused messages from ${name} as spam for a day.`,
  locked: (name) => `${name} can send again.`,
  violation: (name) => `WhatsApp's warning for ${name} is 30 days old.`,
};

function endWords(evidence: AlertEvidence, name: string): string {
  if (evidence.of === "rating") return `WhatsApp no longer rates ${name} ${evidence.value}.`;
  if (evidence.of === "template") {
    return `The template ${cleanName(evidence.name)} is no longer ${evidence.status}.`;
  }
  if (evidence.of === "signatures" && evidence.never === true) return `We can see ${name} now.`;
  return ends[evidence.of]?.(name) ?? `${name}: this has ended.`;
}
