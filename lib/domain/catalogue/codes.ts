import type { Cause, CodeEntry, Row } from "./code-row";
import { metaRiskRows } from "./codes-meta-risk";
import { metaSetupRows } from "./codes-meta-setup";
import { twilioRows } from "./codes-twilio";

const metaPage = { source: "Meta: support/error-codes, updated 2026-05-15", date: "2026-09-11" };
const twilioList = { source: "Twilio: error dictionary, copied in courier", date: "2026-11-22" };

function filled(rows: readonly Row[], rest: Pick<CodeEntry, "provider" | "source" | "date">) {
  return rows.map((row): CodeEntry => ({ verified: true, ...rest, ...row }));
}

/** Every failure code we know, by provider. Rollups keep the code alone: what stands here is looked up when it is read. */
export const codeEntries: readonly CodeEntry[] = [
  ...filled(metaRiskRows, { provider: "meta", ...metaPage }),
  ...filled(metaSetupRows, { provider: "meta", ...metaPage }),
  ...filled(twilioRows, { provider: "twilio", ...twilioList }),
];

const single = new Map(codeEntries.filter(isSingle).map((entry) => [entry.from, entry]));
const ranges = codeEntries.filter((entry) => !isSingle(entry));

function isSingle({ from, to }: CodeEntry): boolean {
  return from === to;
}

/** The entry of a code, undefined for one that no source of ours lists. */
export function findCode(code: number): CodeEntry | undefined {
  return single.get(code) ?? ranges.find(({ from, to }) => code >= from && code <= to);
}

/** What an unlisted code is about, by the provider's numbering. Never counted against the sender. */
const buckets: readonly { from: number; to: number; about: string }[] = [
  { from: 130_000, to: 131_999, about: "sending" },
  { from: 132_000, to: 132_999, about: "a template" },
  { from: 133_000, to: 133_999, about: "registering the number" },
  { from: 138_000, to: 138_999, about: "a call" },
  { from: 139_000, to: 139_999, about: "a block list or form" },
  { from: 141_000, to: 141_999, about: "the account's state" },
  { from: 63_000, to: 63_999, about: "sending through Twilio" },
];

export interface CodeWords {
  cause: Cause;
  title: string;
  isKnown: boolean;
}

/** Words and cause for any code at all. An unlisted one counts as the platform's until somebody has read what it means. */
export function describeCode(code: number): CodeWords {
  const entry = findCode(code);
  if (entry) return { cause: entry.cause, title: entry.title, isKnown: true };
  const bucket = buckets.find(({ from, to }) => code >= from && code <= to);
  const about = bucket ? ` about ${bucket.about}` : "";
  return { cause: "platform", title: `A code we do not know yet${about}`, isKnown: false };
}

const risky: ReadonlySet<Cause> = new Set<Cause>(["consent", "list", "pressure", "policy"]);

/** Whether failures of this code can be held against the sender; an unlisted code, or none, never is. */
export function carriesRisk(code: number): boolean {
  const entry = findCode(code);
  return entry !== undefined && risky.has(entry.cause);
}
