import type { Instant } from "./event";
import { unreachableCodes, spamCode, stoppedCodes } from "./score/codes";
import type { Words } from "./score/line";
import type { Score } from "./score/score";
import type { NumberWindow } from "./score/window";
import { addDays, type Day, days, hours, localDay, startOfDay } from "./time";

/** What shows whether somebody did as advised: figures only, nobody ticks a box. */
export interface Evidence {
  window: NumberWindow;
  score: Score;
  /** When this was first advised. */
  since: Instant;
  /** End of the last hour in which a list or template of that name was used; undefined when it never was. */
  lastUse(name: string): Instant | undefined;
}

/** The moment at which an action counts as done (ux.md 2.7), or null: not yet, or nothing ends it but time. */
export function doneAt({ key, params }: Words, evidence: Evidence): Instant | null {
  const at = rules[key]?.(params, evidence) ?? null;
  return at !== null && at <= evidence.window.now ? at : null;
}

type Rule = (params: Words["params"], evidence: Evidence) => Instant | null;

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

const rules: Record<string, Rule> = {
  stop_campaign: (_, { window }) => (lastMarketing(window) ?? -Infinity) + days(1),
  rest_marketing: ({ date }, { window, since }) => restedUntil(text(date), window, since),
  honour_opt_outs: (_, { window, since }) => Math.max(since, lastLeak(window) ?? since) + hours(48),
  drop_list: ({ list }, evidence) => unusedFor(text(list), evidence, days(7)),
  template_disabled: ({ template }, evidence) => unusedFor(text(template), evidence, days(7)),
  rest_template: ({ template }, evidence) =>
    turned(text(template), "template_quality", ["green"], evidence) ??
    unusedFor(text(template), evidence, days(7)),
  offer_stop: ({ template }, evidence) =>
    turned(text(template), "template_status", ["approved"], evidence),
  fix_template: ({ template }, evidence) =>
    turned(text(template), "template_status", ["approved"], evidence),
  narrow_audience: (_, evidence) => goodDay(evidence, campaignSize, stopsUnder),
  pilot_first: (_, evidence) => goodDay(evidence, pilotSize, stopsUnder),
  clean_unreachable: (_, evidence) => goodDay(evidence, campaignSize, unreachableUnder),
  better_timing: (_, evidence) => nowQuiet("read_rate", evidence),
  slow_frequency: (_, evidence) => nowQuiet("message_frequency", evidence),
  fix_category: (_, evidence) => nowQuiet("template_miscategorised", evidence),
  wait_spam_limit: (_, { window, since }) =>
    Math.max(since, lastFailure(window, new Set([spamCode])) ?? since) + hours(48),
  read_warning: (_, { window }) => lastFact(window, "violation", days(30)),
  appeal: (_, evidence) => factSince("reinstated", evidence),
  pay: (_, evidence) => deliveredSince(evidence),
  register: (_, evidence) => deliveredSince(evidence),
  token: (_, evidence) => deliveredSince(evidence),
  check_lock: (_, evidence) => deliveredSince(evidence),
};

/** End of the last hour in which marketing was sent; a source that tells deliveries only is believed by these. */
function lastMarketing({ hours: rows }: NumberWindow): Instant | undefined {
  const tellsSent = rows.some(({ marketing }) => marketing.sent > 0);
  const last = rows.findLast(
    ({ marketing }) => (tellsSent ? marketing.sent : marketing.delivered) > 0,
  );
  return last && last.hour + hours(1);
}

function restedUntil(date: Day | undefined, window: NumberWindow, since: Instant): Instant | null {
  if (date === undefined) return null;
  const last = lastMarketing(window);
  // The hour in which it was advised may still have held messages.
  return last !== undefined && last > since + hours(1) ? null : startOfDay(date, window.zone);
}

function lastLeak(window: NumberWindow): Instant | undefined {
  const leaked = window.leaks.at(-1);
  const refused = lastFailure(window, stoppedCodes);
  const ends = [leaked && leaked.hour + hours(1), refused].filter((at) => at !== undefined);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

function lastFailure(window: NumberWindow, codes: ReadonlySet<number>): Instant | undefined {
  const last = window.failureHours.findLast(({ code, count }) => codes.has(code) && count > 0);
  return last && last.hour + hours(1);
}

function unusedFor(name: string | undefined, { lastUse }: Evidence, time: number): Instant | null {
  const last = name === undefined ? undefined : lastUse(name);
  return last === undefined ? null : last + time;
}

function turned(
  template: string | undefined,
  kind: string,
  values: readonly string[],
  { window, since }: Evidence,
): Instant | null {
  if (template === undefined) return null;
  const fact = window.facts.findLast((one) => one.kind === kind && one.template === template);
  const word = fact?.value?.toLowerCase() ?? "";
  return fact && fact.at > since && values.includes(word) ? fact.at : null;
}

function factSince(kind: string, { window, since }: Evidence): Instant | null {
  return window.facts.findLast((fact) => fact.kind === kind && fact.at > since)?.at ?? null;
}

function lastFact(window: NumberWindow, kind: string, age: number): Instant | null {
  const fact = window.facts.findLast((one) => one.kind === kind);
  return fact ? fact.at + age : null;
}

function deliveredSince({ window, since }: Evidence): Instant | null {
  const hour = window.hours.find((row) => row.hour >= since && row.all.delivered > 0);
  return hour ? hour.hour + hours(1) : null;
}

function nowQuiet(factor: string, { score, window }: Evidence): Instant | null {
  const line = score.lines.find((one) => one.factor === factor);
  return line && line.state === "ok" && line.points === 0 ? window.now : null;
}

const campaignSize = 200;
const pilotSize = 100;
/** Start of the factors: our estimates (ux.md 2.3). */
const stopsStart = 0.005;
const unreachableStart = 0.05;

interface SentDay {
  day: Day;
  delivered: number;
  optedOut: number;
  attempts: number;
  unreachable: number;
}

const stopsUnder = ({ optedOut, delivered }: SentDay) => optedOut / delivered < stopsStart;
const unreachableUnder = ({ unreachable, attempts }: SentDay) =>
  attempts > 0 && unreachable / attempts < unreachableStart;

/** The end of the first day after it was advised on which enough was sent and went well; read a day later, as opt-outs take their time. */
function goodDay(
  { window, since }: Evidence,
  size: number,
  isGood: (day: SentDay) => boolean,
): Instant | null {
  const advised = localDay(since, window.zone);
  const sent = window.days
    .filter(({ day, marketing }) => day > advised && marketing.delivered >= size)
    .map(({ day, marketing }) => ({
      day,
      delivered: marketing.delivered,
      optedOut: marketing.optedOut,
      attempts: marketing.sent + marketing.failed,
      unreachable: window.failureDays
        .filter((row) => row.day === day && unreachableCodes.has(row.code))
        .reduce((sum, row) => sum + row.count, 0),
    }));
  const last = sent.at(-1);
  return last && isGood(last) ? startOfDay(addDays(last.day, 2), window.zone) : null;
}
