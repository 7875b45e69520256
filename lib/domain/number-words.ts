import { adviceOf, type Advice, reasonOf, restrictionWords, whyOf } from "./advice";
import { lineNames } from "./catalogue/names";
import type { Instant, MessagingLimit } from "./event";
import { dateWords, daysAway, momentWords } from "./portfolio/moments";
import { count, percent } from "./portfolio/score-words";
import type { Signal } from "./score/coverage";
import type { Restriction, ScoreLine } from "./score/line";
import type { Score } from "./score/score";
import { localDay } from "./time";

/** What a restriction means for the day, all its kinds together. */
export function meaningOf({ kinds, types }: Restriction): string {
  if (kinds.length === 0) return "can neither send nor receive from then on";
  const meanings = [...new Set(kinds.map((kind) => restrictionWords(kind, types[0] ?? null)))];
  // "sending works" would be untrue beside a kind that stops it.
  return meanings.length === 1
    ? meanings.join("")
    : meanings.map((meaning) => meaning.replace(/; (sending works|messages work)$/, "")).join("; ");
}

/** The full sentence of card and page: what WhatsApp has done, else the heaviest line. */
export function sentenceOf(score: Score, zone: string, now: Instant): string {
  const { restriction, sending, topReason } = score;
  if (sending === "disabled") return "WhatsApp has disabled this account.";
  if (sending === "disable_scheduled") return disableSentence(restriction, zone, now);
  if (sending === "restricted" && restriction) return restrictedSentence(restriction, zone, now);
  if (sending === "stopped") return `${reasonOf(topReason, zone)}. WhatsApp has not restricted it.`;
  const main = heaviest(score);
  if (!main) return "";
  if (main.factor === "opt_out_rate") return optOutSentence(main, score);
  return `${lineNames[main.factor]}: ${whyOf(main.why, zone)}.`;
}

/** "2.8 % opted out of Festive-2 (131 of 4,742), 5.5 times the usual 0.5 %." */
function optOutSentence({ value, harm, sample, advice }: ScoreLine, { lines }: Score): string {
  const campaign = advice?.params["campaign"];
  const what = typeof campaign === "string" ? ` of ${campaign}` : "";
  const counted = `${count(harm ?? 0)} of ${count(sample ?? 0)}`;
  const surge = lines.find(({ factor, points }) => factor === "opt_out_surge" && points > 0);
  const { ratio, usual } = surge?.why.params ?? {};
  const against =
    typeof ratio === "number" && typeof usual === "number"
      ? `, ${Math.round(ratio * 10) / 10} times the usual ${percent(usual)}`
      : "";
  return `${percent(value ?? 0)} opted out${what} (${counted})${against}.`;
}

function disableSentence(restriction: Restriction | null, zone: string, now: Instant): string {
  const day = restriction?.day ?? null;
  if (day === null) return "WhatsApp has scheduled this account to be disabled.";
  const today = localDay(now, zone);
  return `WhatsApp will disable this account on ${dateWords(day, today)}, ${daysAway(day, today)}.`;
}

function restrictedSentence(restriction: Restriction, zone: string, now: Instant): string {
  const { until, kinds } = restriction;
  if (kinds.includes("locked")) return `Probably locked: ${meaningOf(restriction)}.`;
  const end = until === null ? "" : ` until ${momentWords(until, zone, now)}`;
  return `Restricted${end}: ${meaningOf(restriction)}.`;
}

/** What is to be done, heaviest reason first, each piece of advice once. */
export function advicesOf(score: Score, zone: string): Advice[] {
  const lines = score.lines.toSorted((left, right) => weight(right) - weight(left));
  const counted = lines.filter((line) => weight(line) > 0).flatMap(({ advice }) => advice ?? []);
  const facts = score.facts.flatMap(({ advice }) => advice ?? []);
  const ordered =
    score.sending === "stopped"
      ? [...facts.filter(isMend), ...counted, ...facts]
      : [...counted, ...facts];
  const advices = ordered
    // "sending works" would be untrue beside a restriction that stops it.
    .filter(
      ({ key }) =>
        !(
          key === "wait_adding" &&
          score.restriction !== null &&
          score.restriction.kinds.length > 1
        ),
    )
    .map((words) => adviceOf(words, zone));
  return advices.filter(({ key }, at) => advices.findIndex((other) => other.key === key) === at);
}

const mends: ReadonlySet<string> = new Set(["pay", "register", "token"]);

/** What lets a number send again stands before all else. */
function isMend({ key }: { key: string }): boolean {
  return mends.has(key);
}

/** A floor that adds nothing while the rest is higher is still a fact to act on. */
function weight({ factor, points, value }: ScoreLine): number {
  return factor.startsWith("floor:") ? (value ?? 0) : points;
}

function heaviest({ lines }: Score): ScoreLine | undefined {
  const [first] = lines
    .filter(({ points }) => points > 0)
    .toSorted((left, right) => right.points - left.points);
  return first;
}

/** What stands beside or instead of WhatsApp's rating; null while it is fresh and there is one. */
export function ratingNote({ rating }: Score, zone: string, now: Instant): string | null {
  const { freshness, seenAt, entered, value } = rating;
  if (freshness === "never" || seenAt === null) return "not known";
  if (entered) return `entered by hand, ${momentWords(seenAt, zone, now)}`;
  if (freshness !== "fresh") return `as of ${momentWords(seenAt, zone, now)}`;
  return value === "unknown" ? "not rated yet" : null;
}

/** "Held back by WhatsApp": what a fact line is called, and what it says. */
export function factLineWords(text: string): { label: string; text: string } {
  const [label = "", ...rest] = text.split(": ");
  const named = label.charAt(0).toUpperCase() + label.slice(1);
  return { label: named, text: rest.length > 0 ? rest.join(": ") : text };
}

/** Why a signal is not seen; null where its name says enough. */
export function missingWords(signal: Signal, zone: string): string | null {
  if (signal === "rating") return "no access token asks for it";
  if (signal === "notices") return "no subscription to account notices was seen";
  return whyOf({ key: `not_available.${signal}`, params: {} }, zone).replace(
    /^not available: /,
    "",
  );
}

/** "10,000 a day"; null when unknown. */
export function limitWords(limit: MessagingLimit | null): string | null {
  if (limit === null) return null;
  return limit === "unlimited" ? "none" : `${count(Number(limit))} a day`;
}
