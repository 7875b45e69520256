import { findAlert, insertNote, type AlertRow } from "@/db/queries/alerts";
import type { Db } from "@/db/client";
import { AppError } from "@/lib/errors";
import type { Core } from "./core";
import { newId } from "./new-id";

/** What a person, or an API key (`userId` null), does with an alert. */
export interface AlertAction {
  workspaceId: string;
  alertId: string;
  userId: string | null;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Another workspace's alert, an unknown one and no id at all are the same: not found. */
export async function requireAlert(
  db: Db,
  { workspaceId, alertId }: AlertAction,
): Promise<AlertRow> {
  const alert = uuid.test(alertId) ? await findAlert(db, workspaceId, alertId) : undefined;
  if (!alert) throw new AppError("not_found", "There is no such alert.");
  return alert;
}

export function inAlertTransaction<Result>(
  { db }: Core,
  act: (tx: Db) => Promise<Result>,
): Promise<Result> {
  return db.transaction(act);
}

interface PersonsNote {
  alert: AlertRow;
  kind: "acknowledged" | "resolved" | "muted" | "expected";
  userId: string | null;
  text: string | null;
}

export async function noteByPerson(
  db: Db,
  { alert, kind, userId, text }: PersonsNote,
  now: Date,
): Promise<void> {
  await insertNote(db, {
    workspaceId: alert.workspaceId,
    id: newId(now),
    alertId: alert.id,
    targetKind: alert.targetKind,
    targetId: alert.targetId,
    at: now,
    dedupe: `${alert.id}:${kind}:${now.getTime()}`,
    kind,
    because: kind === "resolved" ? "by_hand" : "",
    userId,
    text,
  });
}
