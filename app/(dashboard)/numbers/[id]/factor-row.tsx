"use client";

import { points } from "@/lib/domain/portfolio/score-words";
import { dateWords } from "@/lib/domain/portfolio/moments";
import { thresholdWords } from "@/lib/domain/portfolio/why";
import { count, percent } from "@/lib/domain/portfolio/score-words";
import type { FactorDetailJson, FactorJson } from "@/lib/wire/number";

const stateWords = {
  risk: undefined,
  ok: undefined,
  not_enough_data: "not enough data yet",
  not_available: "not available",
} as const;

const evidenceWords = {
  observed: "seen in your own events",
  reported: "reported by a provider, an import or a person",
  inferred: "inferred by us, not said by WhatsApp",
} as const;

interface FactorRowProps {
  line: FactorJson;
  detail?: FactorDetailJson | undefined;
}

export function FactorRow({ line, detail }: FactorRowProps) {
  const state = stateWords[line.state];
  const thresholds = line.state === "not_available" ? "" : thresholdWords(line);
  return (
    <details className={`factor ${line.state}`}>
      <summary>
        <span className="label">{line.label}</span>
        <span className="fact">
          {factWords(line)}
          {thresholds !== "" && <span className="muted"> · {thresholds}</span>}
        </span>
        <span className="points">{state === undefined ? points(line.points) : "–"}</span>
        <span className="cap">{line.cap ?? "–"}</span>
      </summary>
      <FactorDetail line={line} detail={detail} />
    </details>
  );
}

function FactorDetail({ line, detail }: FactorRowProps) {
  const rows = [
    ...countedRows(line),
    line.window !== null && (["Looked at", windowWords(line.window)] as const),
    ...(detail === undefined ? [] : detailRows(detail)),
    ["Known because", evidenceWords[line.evidence]] as const,
    line.advice !== "" && (["What to do", line.advice] as const),
    line.doneWhen !== null && (["Done when", line.doneWhen] as const),
  ].filter((row) => row !== false);
  return (
    <dl>
      {rows.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function countedRows(line: FactorJson) {
  return [
    line.harm !== null &&
      line.sample !== null &&
      (["Counted", `${count(line.harm)} of ${count(line.sample)}`] as const),
    line.minimum !== null &&
      line.state === "not_enough_data" &&
      (["Needs", `${count(line.minimum)} at least`] as const),
    line.interval !== null &&
      ([
        "How sure",
        `very likely between ${percent(line.interval[0])} and ${percent(line.interval[1])}`,
      ] as const),
  ];
}

function detailRows(detail: FactorDetailJson) {
  return [
    ["Day by day", daysWords(detail)] as const,
    detail.campaigns.length > 0 && (["Campaigns", partsWords(detail.campaigns)] as const),
    detail.lists.length > 0 && (["Lists", partsWords(detail.lists)] as const),
  ];
}

/** "Sun 22 Nov 131 of 4,742 · Fri 20 Nov 21 of 4,012": the newest first. */
function daysWords({ days }: FactorDetailJson): string {
  return days
    .toReversed()
    .map(({ day, harm, sample }) => `${dateWords(day, day)} ${count(harm)} of ${count(sample)}`)
    .join(" · ");
}

/** What most of it came from, the most first. */
function partsWords(parts: FactorDetailJson["campaigns"]): string {
  return parts
    .map(({ name, harm, sample }) =>
      sample === null ? `${name} ${count(harm)}` : `${name} ${count(harm)} of ${count(sample)}`,
    )
    .join(" · ");
}

/** The fact may say itself that there is none. */
function factWords(line: FactorJson): string {
  const state = stateWords[line.state];
  if (state === undefined || line.why.startsWith(state.slice(0, 12))) return line.why;
  return line.why === "" ? state : `${state}: ${line.why}`;
}

function windowWords(window: string): string {
  if (window === "now") return "what holds now";
  if (window.endsWith("d")) return `the last ${window.slice(0, -1)} days`;
  return dateWords(window, window);
}
