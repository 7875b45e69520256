import { bold, cleanName, words } from "@/lib/email/document";
import { plural } from "@/lib/email/format";
import type { Of, Telling } from "./telling";

export function ratingTelling(name: string, evidence: Of<"rating">): Telling {
  const before = evidence.before === null ? "" : ` It was ${evidence.before} before.`;
  return {
    subject: `WhatsApp rates ${name} ${evidence.value} now`,
    preview: `WhatsApp's own rating of the last 7 days.${before}`,
    happened: `WhatsApp rates ${name} ${evidence.value} now.`,
    why: `The rating is WhatsApp's own, from what people did with your messages in the last 7 days.${before}`,
    steps: [
      words`${bold("Now:")} stop running campaigns on this number.`,
      words`${bold("This week:")} write only to people who bought or wrote in the last 90 days.`,
    ],
  };
}

export function templateTelling(name: string, evidence: Of<"template">): Telling {
  const template = cleanName(evidence.name);
  const verb = evidence.status;
  const risk = verb === "flagged" ? "; it may be disabled next" : "";
  return {
    subject: `WhatsApp ${verb} the template ${template} (${name})`,
    preview: `Change its text or its audience before you use it again.`,
    happened: `WhatsApp has ${verb} the template ${template}${risk}.`,
    why: "People reacted badly to it, or hardly anybody read it.",
    steps: [
      words`${bold("Now:")} stop campaigns that use ${template}.`,
      verb === "paused"
        ? words`${bold("Then:")} change its text or its audience first; the third pause disables it.`
        : words`${bold("Then:")} rewrite it before you ask again; do not send the same text under another name.`,
    ],
  };
}

export function disabledTelling(name: string, evidence: Of<"disable">): Telling {
  const reason =
    evidence.reason === null
      ? "WhatsApp's notice names no reason."
      : `WhatsApp names the reason (its code: ${cleanName(evidence.reason)}).`;
  return {
    subject: `WhatsApp has disabled ${name}: appeal today`,
    preview:
      "Nothing can be sent or received. Only an administrator of your Meta business portfolio can ask for a review.",
    happened: `WhatsApp has disabled ${name}.`,
    why: `${reason} Nothing can be sent or received.`,
    steps: [
      words`${bold("Today:")} an administrator of your Meta business portfolio asks for a review in Business Support Home. Your provider cannot do it for you. Answers usually take 24 to 48 hours.`,
      words`${bold("Today:")} tell customers on a channel they agreed to where to reach you. Do not register a new number to go on.`,
    ],
  };
}

export function violationTelling(name: string, evidence: Of<"violation">): Telling {
  const word = evidence.type === null ? "" : ` Its word: ${cleanName(evidence.type)}.`;
  return {
    subject: `WhatsApp warned ${name}: read the notice today`,
    preview: "A warning is the first step; the next one is a restriction.",
    happened: `WhatsApp has sent a warning for ${name}.`,
    why: `A warning is the first step on WhatsApp's ladder; the next one is a restriction of 1 or 3 days.${word}`,
    steps: [
      words`${bold("Today:")} open Business Support Home, read which rule WhatsApp names, fix it on all numbers of ${name}, and acknowledge or appeal there.`,
    ],
  };
}

export function lockedTelling(name: string): Telling {
  return {
    subject: `${name} seems to be locked by WhatsApp`,
    preview:
      "Messages fail the way they do on a locked account, and nothing was delivered since. WhatsApp has not said so.",
    happened: `${name} seems to be locked by WhatsApp.`,
    why: "Messages fail the way they do on a locked account, and nothing was delivered since. This is inferred: WhatsApp has sent no notice, and a wrong PIN can look the same.",
    steps: [
      words`${bold("Now:")} stop campaigns on this number.`,
      words`${bold("Today:")} an administrator of your Meta business portfolio looks into Business Support Home.`,
    ],
  };
}

export function spamTelling(name: string, evidence: Of<"spam_limit">): Telling {
  const messages = plural(evidence.count, "message");
  return {
    subject: `WhatsApp refuses messages from ${name}: people marked earlier ones as spam`,
    preview: `${messages} refused so far. Stop marketing for 48 hours.`,
    happened: `WhatsApp is refusing messages from ${name} because people marked earlier ones as spam.`,
    why: `${messages} refused so far.`,
    steps: [
      words`${bold("Now:")} stop marketing on all numbers of the account for 48 hours.`,
      words`${bold("Today:")} take everyone who said no out of every list.`,
    ],
  };
}

export function growthTelling(name: string): Telling {
  return {
    subject: `WhatsApp refused ${name} a higher limit`,
    preview: "It says that the quality of the messages is too low to unlock more.",
    happened: `WhatsApp refused ${name} a higher limit.`,
    why: "It says that the quality of the messages is too low to unlock more.",
    steps: [
      words`${bold("This week:")} write only to people who bought or wrote in the last 90 days.`,
    ],
  };
}
