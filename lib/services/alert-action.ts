import { findAlertWithin, insertNote, type AlertRow } from "@/db/queries/alerts";
import type { Db } from "@/db/client";
import type { Actor } from "@/lib/domain/audit";
import { isUuid } from "@/lib/domain/is-uuid";
import type { Reach } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import type { Core } from "./core";
import { newId } from "./new-id";

/** What a person, or an API key (`userId` null), does with an alert within reach. */
export interface AlertAction {
  reach: Reach;
  alertId: string;
  userId: string | null;
  actor: Actor;
}

/** Another workspace's alert, one out of reach, an unknown one and no id at all are the same: not found. */
export async function requireAlert(db: Db, { reach, alertId }: AlertAction): Promise<AlertRow> {
  const alert = isUuid(alertId) ? await findAlertWithin(db, reach, alertId) : undefined;
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
  by: Pick<AlertAction, "userId" | "actor">;
  text: string | null;
}

export async function noteByPerson(
  db: Db,
  { alert, kind, by, text }: PersonsNote,
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
    userId: by.userId,
    text,
  });
  const target = { kind: "alert", id: alert.id, name: alert.title };
  const detail = text === null ? {} : { text };
  await audit(db, alert.workspaceId, by.actor, { action: `alert_${kind}`, target, detail }, now);
}
