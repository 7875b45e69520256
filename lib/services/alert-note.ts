import { insertNote } from "@/db/queries/alerts";
import type { LoadedAlerts } from "./alert-input";
import { newId } from "./new-id";
import type { Telling } from "./story-occasion";

/** One line of what became of an alert. The same `occurrence` again is the same line. */
export async function note(
  { db, workspaceId, now }: Telling,
  { input }: LoadedAlerts,
  alertId: string | undefined,
  kind: string,
  because: string,
  occurrence: string,
): Promise<void> {
  const { target } = input;
  await insertNote(db, {
    workspaceId,
    id: newId(now),
    alertId: alertId ?? null,
    targetKind: target.kind,
    targetId: target.id,
    at: now,
    dedupe: `${alertId ?? ""}:${target.kind}:${target.id}:${kind}:${because}:${occurrence}`,
    kind,
    because,
  });
}
