import type { NumberName, RestrictedStory } from "@/lib/domain/alert/story";
import type { RestrictionKind } from "@/lib/domain/score/line";
import { days } from "@/lib/domain/time";
import {
  bold,
  cleanName,
  heading,
  italic,
  link,
  paragraph,
  words,
  type Block,
  type Mail,
  type Span,
} from "@/lib/email/document";
import {
  capitalise,
  formatCount,
  formatDate,
  formatMoment,
  formatShortMoment,
  formatSpan,
  formatWeekday,
  listing,
  plural,
} from "@/lib/email/format";
import { alertHref, nameOf, onIt, smallPrint, targetHref } from "./frame";
import { noteWords } from "./notes";

/** ux.md 3.2 */
export function restrictedMail(story: RestrictedStory): Mail {
  const { frame, until } = story;
  const name = cleanName(story.name);
  const calendar = link("Add the end to my calendar", alertHref(frame, "#calendar"));
  return {
    subject: `WhatsApp restricted ${name}${until === null ? "" : ` until ${formatShortMoment(until, frame.zone)}`}: ${lossOf(story)}`,
    preview: `${previewOf(story.kinds)} What to stop, what to do ${until === null ? "now" : `until ${endDay(story)}`}.`,
    blocks: [
      paragraph`${whatHappened(story, name)}`,
      paragraph`${whatFails(story)}`,
      paragraph`${bold("What works:")} ${whatWorks(story.kinds)}`,
      heading("Why"),
      ...whyOf(story),
      heading("What to do"),
      { block: "steps", items: stepsOf(story) },
      paragraph`Do not move the campaign to another number. It puts that number and your portfolio at risk.`,
      {
        block: "button",
        label: "Open the restriction clock",
        href: targetHref(frame, story.isNumber ? story.numbers : []),
      },
      { block: "links", links: until === null ? [onIt(frame)] : [onIt(frame), calendar] },
      paragraph`${covers(story.numbers)}We will write again when it ends.`,
      smallPrint(frame),
    ],
  };
}

const stopping: ReadonlySet<RestrictionKind> = new Set(["all", "starting", "unknown"]);

function stopsCampaigns(kinds: readonly RestrictionKind[]): boolean {
  return kinds.some((kind) => stopping.has(kind));
}

function lossOf({ kinds, numbers }: RestrictedStory): string {
  const [only] = numbers;
  const where = only && numbers.length === 1 ? nameOf(only) : plural(numbers.length, "number");
  if (kinds.includes("all")) return `no messages on ${where}`;
  if (stopsCampaigns(kinds)) return `no campaigns on ${where}`;
  if (kinds.includes("utility")) return `no utility templates on ${where}`;
  return kinds.includes("adding") ? "no new numbers" : `calls limited on ${where}`;
}

function previewOf(kinds: readonly RestrictionKind[]): string {
  if (kinds.includes("all")) return "Nothing can be sent, not even answers.";
  return stopsCampaigns(kinds)
    ? "You can still answer people who wrote to you in the last 24 hours."
    : "Campaigns and answers go on.";
}

/** "Monday" while that can only be one day, else "12 November". */
function endDay({ until, frame }: RestrictedStory): string {
  if (until === null) return "";
  return until - frame.now < days(6)
    ? formatWeekday(until, frame.zone)
    : formatDate(until, frame.zone);
}

function whatHappened({ at, until, isNumber, frame }: RestrictedStory, name: string): Span[] {
  const what = bold(`WhatsApp has restricted ${isNumber ? "the number" : "the account"} ${name}.`);
  const when = formatMoment(at, frame.zone);
  if (until === null) {
    return words`${what} ${when}. WhatsApp gave no end. We look every 15 minutes and write when sending works again.`;
  }
  return words`${what} ${when}. It ends ${bold(formatMoment(until, frame.zone))}, in ${formatSpan(until - at)}.`;
}

const failing: Record<RestrictionKind, string | null> = {
  all: "sending anything, not even answers, from",
  starting: "starting chats and sending templates (offers, order updates, codes) from",
  utility: "sending utility templates from",
  adding: null,
  calling: null,
  unknown: null,
  locked: null,
};

function whatFails({ kinds, numbers, unknownTypes }: RestrictedStory): Span[] {
  const worst = (["all", "starting", "utility"] as const).find((kind) => kinds.includes(kind));
  const parts: Span[][] = [];
  if (worst) parts.push(words`${failing[worst] ?? ""} ${boldNames(numbers)}`);
  if (kinds.includes("adding")) parts.push(words`adding numbers`);
  if (kinds.includes("calling")) parts.push(words`calls, which are limited`);
  if (kinds.includes("unknown")) {
    parts.push(
      words`something we do not know yet (WhatsApp's word: ${unknownTypes.map(cleanName).join(", ")}), on ${boldNames(numbers)}`,
    );
  }
  const joined = parts.flatMap((part, index) => (index === 0 ? part : words`; ${part}`));
  return words`${bold("What does not work:")} ${joined}.`;
}

function boldNames(numbers: readonly NumberName[]): Span[] {
  if (numbers.length === 0) return words`all numbers of this account`;
  return numbers.flatMap((number, index) => {
    const between = index === 0 ? "" : index === numbers.length - 1 ? " and " : ", ";
    return words`${between}${bold(nameOf(number))}`;
  });
}

function whatWorks(kinds: readonly RestrictionKind[]): string {
  if (kinds.includes("all")) return "receiving messages.";
  return stopsCampaigns(kinds)
    ? "answering people who wrote to you in the last 24 hours. Receiving messages."
    : "everything else, campaigns and answers included.";
}

const calm = 25;

function whyOf({ reason, before, numbers, isNumber, frame }: RestrictedStory): Block[] {
  const seen = before.length > 0 ? " What we saw before it:" : "";
  const named: Span[] =
    reason === null
      ? words`WhatsApp's notice names no reason.`
      : reason.words === null
        ? words`WhatsApp names the reason: ${cleanName(reason.code)}.`
        : words`WhatsApp names the reason: ${italic(reason.words)} (its code: ${cleanName(reason.code)}).`;
  const innocent = numbers.filter(({ behaviour }) => behaviour !== null && behaviour < calm);
  const shared =
    !isNumber && numbers.length > 1 && innocent.length < numbers.length ? innocent : [];
  return [
    paragraph`${named}${seen}`,
    ...(before.length > 0
      ? [
          {
            block: "dots",
            items: before.map((note) => words`${noteWords(note, frame.zone)}`),
          } as const,
        ]
      : []),
    ...(shared.length > 0 ? [paragraph`${innocence(shared)}`] : []),
  ];
}

function innocence(numbers: RestrictedStory["numbers"]): string {
  const [only] = numbers;
  if (only && numbers.length === 1) {
    return `${nameOf(only)} behaved well (score ${only.behaviour ?? 0}). It is restricted because it shares the account.`;
  }
  const named = numbers.map((number) => `${nameOf(number)} (score ${number.behaviour ?? 0})`);
  return `${listing(named)} behaved well. They are restricted because they share the account.`;
}

function stepsOf(story: RestrictedStory): Span[][] {
  const { until, kinds } = story;
  const end = until === null ? "it ends" : endDay(story);
  if (!stopsCampaigns(kinds)) return [administratorStep()];
  const next = kinds.includes("all")
    ? "The next step on WhatsApp's ladder is a locked account."
    : "The next step on WhatsApp's ladder is 5 to 30 days, answers included.";
  return [
    words`${bold("Now:")} stop scheduled campaigns and automations that send templates. Messages tried now fail.`,
    words`${bold("Now:")} tell your team and shop that order updates will not arrive on WhatsApp until ${end}; use e-mail or SMS for those.`,
    administratorStep(),
    words`${bold(`Until ${end}:`)} take everyone who said no out of every list.`,
    words`${bold(until === null ? "After that:" : `${capitalise(endDay(story))}:`)} start with 200 people, then 500, then 1,000, a day apart. ${next}`,
  ];
}

function administratorStep(): Span[] {
  return words`${bold("Today:")} an administrator of your Meta business portfolio opens Business Support Home, reads the reason, and appeals there if it is wrong. Your provider cannot do it for you.`;
}

function covers(numbers: readonly NumberName[]): string {
  if (numbers.length < 2) return "";
  return `This one mail covers ${numbers.length === 2 ? "both" : `all ${formatCount(numbers.length)}`} numbers. `;
}
