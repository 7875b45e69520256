import {
  listAlertHappenings,
  listCampaignStarts,
  listFactHappenings,
  listMailHappenings,
  type Span,
} from "@/db/queries/happenings";
import { factWords, isSanction } from "@/lib/domain/fact-words";
import { days } from "@/lib/domain/time";
import type { TimelineEntryJson, TimelineJson } from "@/lib/wire/timeline";
import type { Core } from "./core";

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
    entries: await listHappenings(core, { ...question, from, to: now }),
  };
}

export async function listHappenings({ db }: Core, span: Span): Promise<TimelineEntryJson[]> {
  const [facts, alerts, mails, campaigns] = await Promise.all([
    listFactHappenings(db, span, mostEntries),
    listAlertHappenings(db, span, mostEntries),
    listMailHappenings(db, span, mostEntries),
    listCampaignStarts(db, span, mostEntries),
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
    ...campaigns.map(({ at, name }) => entry(at, "campaign", `${name} begins`)),
  ];
  return entries.toSorted((left, right) => right.at.localeCompare(left.at)).slice(0, mostEntries);
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
