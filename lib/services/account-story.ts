import {
  findFirstHighAlert,
  findHarmfulCampaign,
  type Cast,
  type FirstHighAlert,
  type HarmfulCampaign,
} from "@/db/queries/stories";
import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import type { NodeFact } from "@/lib/domain/alert/input";
import type {
  DisableStory,
  HistoryNote,
  LiftedStory,
  RestrictedStory,
} from "@/lib/domain/alert/story";
import { violationWords } from "@/lib/domain/alert/violation-words";
import { days, localDay } from "@/lib/domain/time";
import { frameOf, nameOfCast, toName, type Occasion, type Telling } from "./story-occasion";

type Of<Kind extends AlertEvidence["of"]> = Extract<AlertEvidence, { of: Kind }>;

/** How far back a mail about a sanction looks. */
const before = days(30);

export async function loadRestricted(
  telling: Telling,
  occasion: Occasion & { evidence: Of<"restricted"> },
  cast: Cast,
): Promise<RestrictedStory> {
  const { evidence, target } = occasion;
  return {
    story: "restricted",
    frame: frameOf(telling, cast, occasion),
    name: nameOfCast(cast, target),
    isNumber: target.kind === "number",
    at: evidence.since,
    until: evidence.until,
    kinds: evidence.kinds,
    unknownTypes: evidence.kinds.includes("unknown") ? evidence.types : [],
    numbers: cast.numbers.map((number) => ({ ...toName(number), behaviour: number.behaviour })),
    reason:
      evidence.reason === null
        ? null
        : { words: violationWords(evidence.reason), code: evidence.reason },
    before: await loadHistory(telling, occasion.facts, evidence.since, cast),
  };
}

/** What stood before a sanction, newest first: a bad campaign, a warning, our first alert. */
async function loadHistory(
  { db, workspaceId }: Telling,
  facts: readonly NodeFact[],
  at: number,
  cast: Cast,
): Promise<HistoryNote[]> {
  const from = at - before;
  const ids = cast.numbers.map(({ id }) => id);
  const campaign = await findHarmfulCampaign(db, workspaceId, ids, from, at);
  const alert = await findFirstHighAlert(db, workspaceId, ids, from);
  const warning = facts.findLast(
    (fact) => fact.kind === "violation" && fact.at >= from && fact.at < at,
  );
  const notes = [
    campaign && campaignNote(campaign),
    warning && { at: warning.at, note: { of: "violation" as const, type: warning.value } },
    alert && alert.at < at && alertNote(alert),
  ];
  return notes
    .filter((note) => note !== undefined && note !== false)
    .toSorted((left, right) => right.at - left.at);
}

function campaignNote(campaign: HarmfulCampaign): HistoryNote {
  const { at, name, reached, optedOut, usualOptedOut, usualReached } = campaign;
  const usual = usualReached > 0 ? usualOptedOut / usualReached : null;
  return { at, note: { of: "campaign", name, reached, optedOut, usual } };
}

function alertNote({ at, acknowledgedAt, evidence }: FirstHighAlert): HistoryNote {
  const about = evidence.of === "number_high" ? evidence : undefined;
  const campaign = about?.campaign ?? null;
  return { at, note: { of: "alert", campaign, share: about?.share ?? null, acknowledgedAt } };
}

export function loadLifted(
  telling: Telling,
  occasion: Occasion & { evidence: Of<"restricted"> | Of<"disable"> },
  cast: Cast,
): LiftedStory {
  const { phase, evidence, target } = occasion;
  return {
    story: "lifted",
    frame: frameOf(telling, cast, occasion),
    name: nameOfCast(cast, target),
    because: phase.phase === "resolve" ? phase.because : "ended",
    at: telling.now.getTime(),
    since: evidence.since,
    numbers: cast.numbers.map(toName),
  };
}

export function loadDisable(
  telling: Telling,
  occasion: Occasion & { evidence: Of<"disable"> },
  cast: Cast,
): DisableStory {
  const { evidence, phase, score, facts, target } = occasion;
  const behaviours = cast.numbers.map(({ behaviour }) => behaviour ?? 0);
  const behaviour = Math.max(0, ...behaviours, score?.behaviour ?? 0);
  return {
    story: "disable_scheduled",
    frame: frameOf(telling, cast, occasion),
    name: nameOfCast(cast, target),
    at: evidence.since,
    day: evidence.day,
    reminder: phase.phase === "remind" ? phase.because : null,
    numbers: cast.numbers.map(toName),
    reason: evidence.reason,
    before: templateHistory(facts, evidence.since, cast.zone),
    score: score ? { behaviour, score: Math.max(95, behaviour) } : null,
  };
}

/** What WhatsApp had said about the account before, oldest first. */
function templateHistory(facts: readonly NodeFact[], at: number, zone: string): HistoryNote[] {
  const past = facts.filter((fact) => fact.at >= at - before && fact.at < at);
  const notes = past.flatMap((fact): HistoryNote[] => {
    if (fact.kind === "violation") {
      return [{ at: fact.at, note: { of: "violation", type: fact.value } }];
    }
    if (fact.kind !== "template_category") return [];
    const note = {
      of: "recategorised" as const,
      from: fact.detail?.previous ?? null,
      to: fact.value,
    };
    return [{ at: fact.at, note }];
  });
  return [...notes, ...rejections(past, zone)].toSorted((left, right) => left.at - right.at);
}

/** Rejections of one day are one note. */
function rejections(facts: readonly NodeFact[], zone: string): HistoryNote[] {
  const byDay = new Map<string, { at: number; count: number }>();
  for (const { kind, value, at } of facts) {
    if (kind !== "template_status" || value !== "rejected") continue;
    const day = localDay(at, zone);
    const known = byDay.get(day);
    byDay.set(day, { at: known?.at ?? at, count: (known?.count ?? 0) + 1 });
  }
  return [...byDay.values()].map(({ at, count }) => ({ at, note: { of: "rejected", count } }));
}
