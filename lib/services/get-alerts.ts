import {
  type AlertFilter,
  type AlertPageRow,
  listAlertMails,
  listAlertNotes,
  listAlertPages,
} from "@/db/queries/alert-pages";
import { noteWords } from "@/lib/domain/alert/note-words";
import type { Reach, Viewer } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";
import type { AlertJson, AlertPageJson, AlertsJson } from "@/lib/wire/alert";
import type { Core } from "./core";
import { getZone } from "./get-portfolio";
import { iso } from "./number-json";

const mostAlerts = 200;

/** Newest first. */
export async function getAlerts(
  core: Core,
  reach: Reach,
  filter: Pick<AlertFilter, "state">,
  now: Date,
): Promise<AlertsJson> {
  const zone = await getZone(core, reach.workspaceId);
  const rows = await listAlertPages(core.db, reach, filter, now, mostAlerts);
  const moments = rows.map(({ openedAt, resolvedAt }) => resolvedAt ?? openedAt);
  return {
    alerts: rows.map(toAlertJson),
    zone,
    updatedAt: iso(moments.length > 0 ? Math.max(...moments) : null),
  };
}

export async function getAlert(
  core: Core,
  reach: Reach,
  id: string,
  now: Date,
): Promise<AlertJson> {
  return toAlertJson(await requirePage(core, reach, id, now));
}

async function requirePage(core: Core, reach: Reach, id: string, now: Date) {
  const [row] = await listAlertPages(core.db, reach, { id }, now, 1);
  if (!row) throw new AppError("not_found", "There is no such alert.");
  return row;
}

/** An alert with its mails and what became of it. */
export async function getAlertPage(
  core: Core,
  viewer: Viewer,
  id: string,
  now: Date,
): Promise<AlertPageJson> {
  const { reach } = viewer;
  const row = await requirePage(core, reach, id, now);
  const alert = toAlertJson(row);
  const [zone, mails, notes] = await Promise.all([
    getZone(core, reach.workspaceId),
    listAlertMails(core.db, viewer, alert.id),
    listAlertNotes(core.db, reach.workspaceId, alert.id),
  ]);
  return {
    ...alert,
    zone,
    endsAt: iso(row.endsAt),
    mails: mails.map((mail) => ({
      ...mail,
      createdAt: new Date(mail.createdAt).toISOString(),
      sentAt: iso(mail.sentAt),
    })),
    notes: notes.map((note) => ({ at: new Date(note.at).toISOString(), text: noteWords(note) })),
  };
}

/** Open and acknowledged alerts about a number or its account. */
export async function listAlertsAbout(
  core: Core,
  reach: Reach,
  numberId: string,
  now: Date,
): Promise<AlertJson[]> {
  const filter = { aboutNumber: numberId };
  const rows = await listAlertPages(core.db, reach, filter, now, mostAlerts);
  return rows.map(toAlertJson);
}

function toAlertJson(row: AlertPageRow): AlertJson {
  const { targetKind, targetId, targetName, endsAt: _endsAt, ...rest } = row;
  return {
    ...rest,
    target: { kind: targetKind, id: targetId },
    targetName: targetName ?? "without a name",
    openedAt: new Date(row.openedAt).toISOString(),
    escalatedAt: iso(row.escalatedAt),
    acknowledgedAt: iso(row.acknowledgedAt),
    resolvedAt: iso(row.resolvedAt),
    mutedUntil: iso(row.mutedUntil),
  };
}
