import type { ScoreLine } from "@/lib/domain/score/line";
import { localDay, type Day } from "@/lib/domain/time";
import type { Instant } from "@/lib/domain/event";
import {
  formatCount,
  formatInTen,
  formatShare,
  formatShortDate,
  formatTimes,
  noonOf,
} from "@/lib/email/format";

export interface Clock {
  now: Instant;
  zone: string;
}

/** One line of the score as the table of a mail names it. */
export function lineLabel(line: ScoreLine, clock: Clock): string {
  if (line.factor.startsWith("floor:"))
    return floorLabels[line.factor.slice(6)] ?? "WhatsApp's decision";
  const label = labels[line.factor];
  return label ? label(figuresOf(line, clock)) : line.factor.replaceAll("_", " ");
}

/** Times the usual, both as they were counted. */
export function surgeRatio(line: ScoreLine): number | null {
  const usual = usualShare(line);
  if (line.harm === null || line.sample === null || usual === null || usual === 0)
    return line.value;
  return line.harm / line.sample / usual;
}

/** The usual share of people who ask to stop, as counted in the 28 days before. */
export function usualShare(line: ScoreLine): number | null {
  const { harm, sample } = line.why.params;
  return typeof harm === "number" && typeof sample === "number" && sample > 0
    ? harm / sample
    : null;
}

interface Figures {
  k: string;
  of: string;
  share: string;
  inTen: string;
  ratio: string;
  when: string;
}

function figuresOf(line: ScoreLine, clock: Clock): Figures {
  const ratio = line.factor === "opt_out_surge" ? surgeRatio(line) : line.value;
  const k = formatCount(line.harm ?? 0);
  return {
    k,
    of: `${k} of ${formatCount(line.sample ?? 0)}`,
    share: formatShare(line.value ?? 0),
    inTen: formatInTen(line.value ?? 0),
    ratio: formatTimes(ratio ?? 0),
    when: whenOf(line.window, clock),
  };
}

/** "today", "on 21 Nov", "in 7 days" */
export function whenOf(window: string | null, { now, zone }: Clock): string {
  if (window === null || window === "now") return "now";
  const length = /^(\d+)d$/.exec(window);
  if (length) return `in ${length[1]} days`;
  return window === localDay(now, zone) ? "today" : `on ${shortDay(window, zone)}`;
}

function shortDay(day: Day, zone: string): string {
  return formatShortDate(noonOf(day, zone), zone);
}

const labels: Partial<Record<ScoreLine["factor"], (figures: Figures) => string>> = {
  opt_out_rate: ({ of, when }) => `People who asked to stop: ${of} ${when}`,
  opt_out_surge: ({ ratio }) => `${ratio} times your usual`,
  messages_after_no: ({ k, when }) => `Offers to people who had said no: ${k} ${when}`,
  block_rate: ({ of, when }) => `People who blocked you, as reported: ${of} ${when}`,
  report_rate: ({ of, when }) => `People who reported you: ${of} ${when}`,
  unreachable_rate: ({ share }) => `Numbers not on WhatsApp: ${share} of attempts`,
  first_contact_share: ({ inTen }) => `First-time contacts: ${inTen}`,
  read_rate: ({ share }) => `Fewer people read you: ${share}`,
  volume_surge: ({ ratio }) => `${ratio} times your busiest day`,
  message_frequency: ({ share }) => `More than 3 offers in 7 days: ${share} of people`,
  template_rejected: ({ k }) => `Rejected templates: ${k}`,
  template_miscategorised: ({ k }) => `Categories corrected by WhatsApp: ${k}`,
  country_blocked: ({ k }) => `Blocked for a country: ${k} messages`,
  template_quality: () => "Template quality",
  template_paused: () => "Paused templates",
  growth_refused: () => "WhatsApp refused a higher limit",
  past_restriction: () => "An earlier restriction",
  family_limit: () => "Same story, counted once",
  scale_end: () => "The scale ends at 100",
};

const floorLabels: Record<string, string> = {
  disabled: "WhatsApp has disabled it: 100",
  disable_scheduled: "WhatsApp has scheduled a disable: at least 95",
  restricted_all: "WhatsApp has restricted it: at least 90",
  restricted_starting: "WhatsApp has restricted it: at least 85",
  locked: "It seems to be locked: at least 85",
  rating_red: "WhatsApp's rating is red: at least 70",
  rating_yellow: "WhatsApp's rating is yellow: at least 40",
  spam_limit: "WhatsApp refuses messages because people marked earlier ones as spam",
  restricted_unknown: "WhatsApp has restricted it: at least 70",
  restricted_utility: "WhatsApp has restricted utility templates: at least 60",
  violation: "WhatsApp has sent a warning",
  template_disabled: "WhatsApp has disabled a template",
  restricted_adding: "WhatsApp has restricted adding numbers: at least 50",
  restricted_calling: "WhatsApp has restricted calls: at least 30",
};

/** How the biggest line reads in a subject, as the reason, and in the preview. */
export interface Lead {
  subject: string;
  preview: string;
  why: string;
  /** Share of people asked, with its interval; else the line has no rate. */
  start: string | null;
}

export function leadOf(line: ScoreLine, clock: Clock): Lead {
  const figures = figuresOf(line, clock);
  const { subject, preview, why } = (leads[line.factor] ?? anyLead(lineLabel(line, clock)))(
    figures,
  );
  const start =
    line.threshold !== null && line.full !== null && rates.has(line.factor)
      ? `We start to worry at ${formatShare(line.threshold)} and count it in full at ${formatShare(line.full)} (our estimate).`
      : null;
  return { subject, preview, why, start };
}

const rates: ReadonlySet<string> = new Set([
  "opt_out_rate",
  "block_rate",
  "report_rate",
  "unreachable_rate",
]);

type LeadWords = (figures: Figures) => Pick<Lead, "subject" | "preview" | "why">;

function anyLead(label: string): LeadWords {
  return () => ({ subject: label, preview: `${label}.`, why: `${label}.` });
}

const leads: Partial<Record<ScoreLine["factor"], LeadWords>> = {
  opt_out_rate: ({ of, share, when }) => ({
    subject: `${share} opted out`,
    preview: `${of} people said stop.`,
    why: `${of} people who received your offers ${when} asked you to stop. That is ${share}.`,
  }),
  messages_after_no: ({ k, when }) => ({
    subject: `${k} offers went to people who had said no`,
    preview: `${k} offers went to people who had said no.`,
    why: `${k} offers went to people who had said no ${when}.`,
  }),
  block_rate: ({ of, share, when }) => ({
    subject: `${share} blocked it`,
    preview: `${of} people blocked you, as your own system or provider reports.`,
    why: `${of} people who received your offers ${when} blocked you, as your own system or provider reports. That is ${share}.`,
  }),
  report_rate: ({ of, share, when }) => ({
    subject: `${share} reported it`,
    preview: `${of} people reported you, as your own system or provider says.`,
    why: `${of} people who received your offers ${when} reported you, as your own system or provider says. That is ${share}.`,
  }),
  unreachable_rate: ({ of, share, when }) => ({
    subject: `${share} of its messages went to numbers not on WhatsApp`,
    preview: `${of} messages could not be delivered: the numbers are not on WhatsApp.`,
    why: `${of} messages ${when} went to numbers that are not on WhatsApp. That is ${share}.`,
  }),
};
