import type { Digest, DigestRow } from "@/lib/domain/digest/digest";
import { duePeriod } from "@/lib/domain/digest/period";
import { ist } from "./stories";

const zone = "Asia/Kolkata";

function row(
  name: string,
  more: Partial<DigestRow> & Pick<DigestRow, "stage" | "band" | "says">,
): DigestRow {
  const id = name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  const account = name.split(" – ")[0] ?? name;
  return { id, name, account, sending: "ok", score: null, before: null, todo: null, ...more };
}

function quiet(name: string, score: number): DigestRow {
  return row(name, { stage: "quiet", band: "low", score, says: { of: "reason", text: "Quiet" } });
}

/** The twelve numbers of ux.md 3.4. */
const rows: DigestRow[] = [
  row("Lumen Loans – Notices", {
    stage: "need you",
    band: "critical",
    sending: "disable_scheduled",
    score: 95,
    before: 25,
    says: { of: "disable", day: "2026-11-29" },
    todo: { do: "appeal", filed: true },
  }),
  row("Kite Fashion – Offers", {
    stage: "need you",
    band: "high",
    score: 64,
    before: 4,
    says: { of: "opted_out", share: 131 / 4742, campaign: "Festive-2" },
    todo: { do: "rest", until: "2026-11-27", list: "festive-fair.csv" },
  }),
  row("Helio Solar – Service", {
    stage: "need you",
    band: "low",
    sending: "stopped",
    score: 0,
    before: 0,
    says: { of: "stopped", cause: "payment", since: ist("2026-11-23T07:12") },
    todo: { do: "mend", cause: "payment" },
  }),
  row("Helio Solar – Leads", {
    stage: "on watch",
    band: "watch",
    score: 44,
    before: 19,
    says: {
      of: "unreachable",
      share: 391 / 3210,
      list: "expo-2024.csv",
      blocked: { share: 28 / 2790, by: "own" },
    },
    todo: { do: "drop_list", list: "expo-2024.csv" },
  }),
  row("Nomad Travel – Trips", {
    stage: "on watch",
    band: "watch",
    score: 35,
    before: 12,
    says: { of: "leaks", count: 37 },
    todo: { do: "end_night_sync" },
  }),
  row("Roast & Co – Deals", {
    stage: "on watch",
    band: "watch",
    score: 30,
    before: 41,
    says: { of: "recovering", since: ist("2026-11-02T14:20") },
  }),
  row("Verde Grocers – Alerts", {
    stage: "cannot judge",
    band: "low",
    says: { of: "signatures", since: ist("2026-11-19T21:14") },
    todo: { do: "paste_secret" },
  }),
  row("Nomad Travel – Launch", {
    stage: "cannot judge",
    band: "unknown",
    says: { of: "too_new", have: 63, need: 200 },
  }),
  quiet("Asha Beauty – Offers", 11),
  quiet("Pico Pets – Offers", 10),
  quiet("Roast & Co – Orders", 8),
  quiet("Asha Beauty – Care", 0),
];

const now = ist("2026-11-23T09:00");

export function digestStory(more: Partial<Digest> = {}): Digest {
  const period = duePeriod("weekly", zone, now);
  if (!period) throw new Error("Monday 09:00 has a digest");
  return {
    workspace: "Bluebird Agency",
    zone,
    now,
    appUrl: "https://banguard.example",
    period,
    rows,
    figures: {
      delivered: 61_240,
      optedOut: 429,
      shareBefore: 0.005,
      alerts: 3,
      acknowledged: 2,
      slowestMs: 17 * 60_000,
    },
    sight: {
      blocksOn: 1,
      ratingOn: 10,
      silent: [{ name: "Verde Grocers", since: ist("2026-11-19T21:14") }],
    },
    ...more,
  };
}

export const quietRows = rows.filter(({ stage }) => stage === "quiet");
export const digestNow = now;
