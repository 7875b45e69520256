import type { StopCause } from "@/lib/domain/alert/input";
import type { ShortStory } from "@/lib/domain/alert/story";
import { bold, cleanName, words } from "@/lib/email/document";
import {
  formatClock,
  formatCount,
  formatRecent,
  formatShare,
  formatWeekday,
  plural,
} from "@/lib/email/format";
import type { Of, Telling } from "./telling";

const campaignWords = {
  opted_out: (share: string, name: string) => `${share} opted out of ${name}`,
  unreachable: (share: string, name: string) => `${share} of ${name} is not on WhatsApp`,
  blocked: (share: string, name: string) => `${share} blocked you after ${name}`,
} as const;

export function campaignTelling(
  story: ShortStory,
  name: string,
  evidence: Of<"campaign">,
): Telling {
  const campaign = cleanName(evidence.name);
  const share = formatShare(evidence.k / Math.max(1, evidence.n));
  const said = campaignWords[evidence.problem](share, campaign);
  const { now, zone } = story.frame;
  const of = `${formatCount(evidence.k)} of ${formatCount(evidence.n)}`;
  const limit = evidence.problem === "unreachable" ? "15 %" : "2 %";
  return {
    subject: `Stop and look: ${said}`,
    preview: `${of} so far on ${name}. If it is still running, stop it now.`,
    happened: `${said}, sent from ${name}.`,
    why: `${of} so far, in the campaign that began at ${formatRecent(evidence.began, now, zone)}; ${formatCount(evidence.delivered)} were delivered. We write at ${limit} (our estimate), even when the score is still low: an average answers too late.`,
    steps: [
      words`${bold("Now:")} if ${campaign} is still running, stop it in the tool that sends it. Banguard cannot stop it for you.`,
      evidence.problem === "unreachable"
        ? words`${bold("Today:")} remove the numbers that are not on WhatsApp, and ask where the list came from. Trying again does not help.`
        : words`${bold("Today:")} find out where the list came from, and when and where its people agreed.`,
    ],
  };
}

export function leaksTelling(story: ShortStory, name: string, evidence: Of<"leaks">): Telling {
  const offers = evidence.count === 1 ? "1 offer" : `${formatCount(evidence.count)} offers`;
  const said = `${offers} went to people who had said no`;
  const { now, zone } = story.frame;
  return {
    subject: `${said} (${name})`,
    preview: `The first at ${formatRecent(evidence.since, now, zone)}, the last at ${formatRecent(evidence.lastAt, now, zone)}.`,
    happened: `${said}, from ${name}.`,
    why: `The first left at ${formatRecent(evidence.since, now, zone)}, the last at ${formatRecent(evidence.lastAt, now, zone)}. People who said no and are written to again block and report.`,
    steps: [
      words`${bold("Today:")} take everyone who said no out of every list, also in the tools that sync at night. Then send a test to one of them: it must not arrive.`,
    ],
  };
}

const causes: Record<StopCause, { subject: string; why: string; mend: string }> = {
  payment: {
    subject: "payment problem",
    why: "Meta refuses the payment for this account.",
    mend: "mend the payment method in Meta's billing.",
  },
  registration: {
    subject: "registration problem",
    why: "WhatsApp says that this number is not registered.",
    mend: "register the number again, in WhatsApp Manager or at your provider.",
  },
  token: {
    subject: "access token problem",
    why: "WhatsApp refuses the access token that your sending tool uses.",
    mend: "give your sending tool a new access token.",
  },
  request: {
    subject: "setup problem",
    why: "WhatsApp cannot read what your sending tool asks for.",
    mend: "check the template and its placeholders in your sending tool.",
  },
};

export function sendingTelling(story: ShortStory, name: string, evidence: Of<"sending">): Telling {
  const cause = causes[evidence.cause];
  const { now, zone } = story.frame;
  const of = `${formatCount(evidence.failed)} of ${formatCount(evidence.attempts)}`;
  return {
    subject: `${name} cannot send: ${cause.subject}, no ban risk`,
    preview: `${of} messages failed in the last half hour. ${cause.why}`,
    happened: `${name} cannot send since ${formatRecent(evidence.since, now, zone)}.`,
    why: `${cause.why} ${of} messages failed in the last half hour for this one reason. This is not WhatsApp's rules, and the risk is unchanged.`,
    steps: [words`${bold("Now:")} ${cause.mend}`],
  };
}

export function unseenTelling(
  story: ShortStory,
  name: string,
  evidence: Of<"silence"> | Of<"signatures"> | Of<"token">,
): Telling {
  const { zone } = story.frame;
  const since = `${formatWeekday(evidence.since, zone)} ${formatClock(evidence.since, zone)}`;
  const { why, step } = blindness(evidence);
  const said = unseenWords(evidence, name, since);
  return {
    subject: said,
    preview: why,
    happened: `${said}.`,
    why: `${why} Silence is not health: until this is mended we cannot warn you.`,
    steps: [words`${bold("Today:")} ${step}`],
  };
}

/** Without a token deliveries still arrive; and what never was seen cannot be unseen since some day. */
function unseenWords(
  evidence: Of<"silence"> | Of<"signatures"> | Of<"token">,
  name: string,
  since: string,
): string {
  if (evidence.of === "token") return `We cannot ask WhatsApp about ${name} since ${since}`;
  return evidence.of === "signatures" && evidence.never === true
    ? `We cannot see ${name} yet: every signature is wrong`
    : `We cannot see ${name} since ${since}`;
}

function blindness(evidence: Of<"silence"> | Of<"signatures"> | Of<"token">): {
  why: string;
  step: string;
} {
  switch (evidence.of) {
    case "silence":
      return {
        why: "Nothing has reached us for longer than usual.",
        step: "check whether anything was sent at all, and whether the webhook address is still the one from Banguard's source page.",
      };
    case "signatures":
      return {
        why: `${plural(evidence.count, "delivery").replace("deliverys", "deliveries")} in 10 minutes had a wrong signature and none a good one: ${evidence.never === true ? "the app secret is probably another app's" : "the app secret was probably changed"}.`,
        step: `paste the ${evidence.never === true ? "app secret of the app that sends them" : "new app secret"} on the source page.`,
      };
    case "token":
      return {
        why: "WhatsApp refuses our access token, so we cannot ask for the rating, limits and health. What arrives by itself still counts.",
        step: "paste a new token on the source page.",
      };
  }
}
