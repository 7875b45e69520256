import {
  listAlertHappenings,
  listFactHappenings,
  listMailHappenings,
  type Span,
} from "@/db/queries/happenings";
import { factWords, isSanction } from "@/lib/domain/fact-words";
import { runId } from "@/lib/domain/run-id";
import { days } from "@/lib/domain/time";
import type { TimelineEntryJson, TimelineJson } from "@/lib/wire/timeline";
import type { Core } from "./core";
import { type KnownRun, loadRuns } from "./load-runs";

const mostEntries = 100;
const lookBack = days(120);

/** What happened to a number, newest first. */
export async function getTimeline(
  core: Core,
  question: { workspaceId: string; numberId: string; zone: string },
  now: Date,
): Promise<TimelineJson> {
  const from = new Date(now.getTime() - lookBack);
  return {
    zone: question.zone,
    entries: await listHappenings(core, { ...question, from, to: now }, now),
  };
}

export async function listHappenings(
  core: Core,
  span: Span & { zone: string },
  now: Date,
): Promise<TimelineEntryJson[]> {
  const { db } = core;
  const [facts, alerts, mails, { runs }] = await Promise.all([
    listFactHappenings(db, span, mostEntries),
    listAlertHappenings(db, span, mostEntries),
    listMailHappenings(db, span, mostEntries),
    loadRuns(core, { ...span, numberIds: [span.numberId] }, now),
  ]);
  const entries = [
    ...facts.map((fact) =>
      entry(fact.at, isSanction(fact.kind) ? "sanction" : "notice", factWords(fact)),
    ),
    ...alerts.map(({ at, id, ...alert }) => entry(at, "alert", alertWords(alert), `/alerts/${id}`)),
    ...mails.map(({ at, alertId, people, kept }) =>
      entry(
        at,
        "mail",
        `mail ${kept ? "kept in the outbox for" : "to"} ${people.join(", ")}`,
        `/alerts/${alertId}`,
      ),
    ),
    ...runs
      .filter(({ startedAt }) => startedAt >= span.from.getTime())
      .map((run) => entry(run.startedAt, "campaign", beginsWords(run), hrefOf(run))),
  ];
  return entries.toSorted((left, right) => right.at.localeCompare(left.at)).slice(0, mostEntries);
}

function beginsWords({ name }: KnownRun): string {
  return `${name ?? "a campaign without a name"} begins`;
}

function hrefOf({ numberId, label, firstHour }: KnownRun): string {
  return `/campaigns/${runId({ numberId, label, hour: firstHour })}`;
}

function entry(
  at: number,
  kind: TimelineEntryJson["kind"],
  text: string,
  href: string | null = null,
): TimelineEntryJson {
  return { at: new Date(at).toISOString(), kind, text, href };
}

function alertWords({
  what,
  title,
  by,
}: {
  what: string;
  title: string;
  by: string | null;
}): string {
  if (what === "acknowledged") return by === null ? "alert acknowledged" : `${by} is on it`;
  return what === "opened" ? `alert opened: ${title}` : `alert resolved: ${title}`;
}
