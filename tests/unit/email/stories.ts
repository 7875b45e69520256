import type {
  DisableStory,
  Frame,
  NumberCalmStory,
  NumberHighStory,
  NumberName,
  RestrictedStory,
} from "@/lib/domain/alert/story";
import type { ScoreLine } from "@/lib/domain/score/line";

/** Moments of the examples, written in the workspace's zone. */
export function ist(moment: string): number {
  return Date.parse(`${moment}:00+05:30`);
}

export function frame(now: number, more: Partial<Frame> = {}): Frame {
  return {
    workspace: "Bluebird Agency",
    zone: "Asia/Kolkata",
    now,
    appUrl: "https://banguard.example",
    alertId: "a1",
    target: { kind: "number", id: "n3" },
    ...more,
  };
}

export function number(name: string, last: number): NumberName {
  return { id: `n${last}`, name, phone: `+1555010${String(last).padStart(4, "0")}` };
}

function line(more: Partial<ScoreLine> & Pick<ScoreLine, "factor" | "points">): ScoreLine {
  return {
    family: "consent",
    cap: null,
    state: "risk",
    evidence: "observed",
    value: null,
    harm: null,
    sample: null,
    minimum: null,
    window: "2026-11-22",
    threshold: null,
    full: null,
    interval90: null,
    why: { key: more.factor, params: {} },
    advice: null,
    ...more,
  };
}

const festive: ScoreLine[] = [
  line({
    factor: "opt_out_rate",
    points: 40,
    cap: 40,
    value: 98 / 4310,
    harm: 98,
    sample: 4310,
    threshold: 0.005,
    full: 0.02,
    interval90: [0.01834, 0.0255],
  }),
  line({
    factor: "opt_out_surge",
    points: 13,
    cap: 15,
    value: 98 / 4310 / 0.00498,
    harm: 98,
    sample: 4310,
    why: { key: "opt_out_surge", params: { harm: 88, sample: 17_600 } },
  }),
  line({ factor: "first_contact_share", points: 2, value: 0.6, harm: 2586, sample: 4310 }),
  line({ factor: "unreachable_rate", points: 1, value: 0.057, harm: 262, sample: 4600 }),
];

/** ux.md 3.1 */
export function festiveStory(more: Partial<NumberHighStory> = {}): NumberHighStory {
  const now = ist("2026-11-22T11:36");
  return {
    story: "number_high",
    frame: frame(now),
    number: number("Kite Fashion – Offers", 3),
    severity: "high",
    now: { score: 56, band: "high" },
    escalatedFrom: null,
    before: { score: 4, band: "low", at: ist("2026-11-22T10:02") },
    campaign: {
      name: "Festive-2",
      began: ist("2026-11-22T10:02"),
      sent: 4600,
      delivered: 4310,
      optedOut: 98,
    },
    usual: 88 / 17_600,
    lines: festive,
    seesBlocks: false,
    list: { name: "festive-fair.csv", optedOut: 81, firstWrittenToday: true },
    newcomersShare: null,
    calmOn: "2026-11-27",
    others: { critical: ["Lumen Loans – Notices"], high: [], watch: 3, unseen: 1, quiet: 6 },
    rating: { value: "green", seenAt: ist("2026-11-22T11:32") },
    chart: {
      from: ist("2026-11-15T11:36"),
      to: now,
      points: [
        ...Array.from({ length: 7 * 24 - 2 }, (_, hour) => ({
          at: ist("2026-11-15T11:36") + hour * 3_600_000,
          score: 4,
        })),
        { at: now, score: 56 },
      ],
      mark: ist("2026-11-22T10:02"),
    },
    ...more,
  };
}

export function calmStory(more: Partial<NumberCalmStory> = {}): NumberCalmStory {
  const now = ist("2026-11-27T00:31");
  return {
    story: "number_calm",
    frame: frame(now),
    number: number("Kite Fashion – Offers", 3),
    now: { score: 40, band: "watch" },
    openedAt: ist("2026-11-22T11:36"),
    calmAt: now,
    restedSince: ist("2026-11-22T11:52"),
    unusedList: "festive-fair.csv",
    rating: "yellow",
    ...more,
  };
}

/** ux.md 3.2 */
export function restrictedStory(more: Partial<RestrictedStory> = {}): RestrictedStory {
  const at = ist("2026-10-30T14:20");
  return {
    story: "restricted",
    frame: frame(at, { target: { kind: "account", id: "w4" } }),
    name: "Roast & Co",
    isNumber: false,
    at,
    until: ist("2026-11-02T14:20"),
    kinds: ["starting", "adding"],
    unknownTypes: [],
    numbers: [
      { ...number("Roast & Co – Deals", 4), behaviour: 46 },
      { ...number("Roast & Co – Orders", 5), behaviour: 3 },
    ],
    reason: null,
    before: [
      {
        at: ist("2026-10-28T11:00"),
        note: { of: "campaign", name: "Brew Week 2", reached: 1130, optedOut: 35, usual: 0.006 },
      },
      { at: ist("2026-10-20T09:00"), note: { of: "violation", type: null } },
      {
        at: ist("2026-10-16T13:00"),
        note: {
          of: "alert",
          campaign: "Brew Week",
          share: 0.034,
          acknowledgedAt: ist("2026-10-16T15:00"),
        },
      },
    ],
    ...more,
  };
}

/** ux.md 3.3 */
export function disableStory(more: Partial<DisableStory> = {}): DisableStory {
  const at = ist("2026-11-21T16:05");
  return {
    story: "disable_scheduled",
    frame: frame(at, { target: { kind: "account", id: "w12" } }),
    name: "Lumen Loans",
    at,
    day: "2026-11-29",
    reminder: null,
    numbers: [number("Lumen Loans – Notices", 12)],
    reason: null,
    before: [
      { at: ist("2026-11-12T10:00"), note: { of: "rejected", count: 2 } },
      { at: ist("2026-11-14T10:00"), note: { of: "violation", type: "SCAM" } },
      {
        at: ist("2026-11-15T10:00"),
        note: { of: "recategorised", from: "utility", to: "marketing" },
      },
    ],
    score: { behaviour: 25, score: 95 },
    ...more,
  };
}

/** The words of a plain text without its addresses, numbering and line breaks. */
export function wordsOf(text: string): string {
  return text
    .replace(/ \(https?:[^)]*\)/g, "")
    .replace(/: https?:\S+/g, "")
    .replace(/^--$/gm, "")
    .replace(/^ *(?:\d+\.|·) /gm, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The words that a reader of the HTML sees, pictures read aloud. */
export function wordsOfHtml(html: string): string {
  const seen = html
    .replace(/<head>[\s\S]*<\/head>/, "")
    .replace(/<div style="display:none[\s\S]*?<\/div>/, "")
    .replace(/<img [^>]*alt="([^"]*)"[^>]*>/g, "[$1]")
    .replace(/<\/(?:p|h2|li|td|tr|div)>/g, " ")
    .replace(/<[^>]+>/g, "");
  return decode(seen).replace(/\s+/g, " ").trim();
}

function decode(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
