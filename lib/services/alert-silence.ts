import { markDue } from "@/db/queries/due";
import type { QuietReason, Surroundings, Telling as WhenTold } from "@/lib/domain/alert/decision";
import type { Observation } from "@/lib/domain/alert/seen";
import type { LoadedAlerts } from "./alert-input";
import { note } from "./alert-note";
import type { Telling } from "./story-occasion";

const notedSilences: ReadonlySet<QuietReason> = new Set(["parent_open", "history", "cooling"]);

/** Why something bad was not told, so that the timeline can say it. */
export async function noteSilence(
  telling: Telling,
  loaded: LoadedAlerts,
  { seen, around }: { seen: Observation; around: Surroundings },
  because: QuietReason,
): Promise<void> {
  if (seen.verdict !== "firing" || !notedSilences.has(because)) return;
  const about = around.parent ?? around.past?.resolvedAt ?? seen.since;
  await note(
    telling,
    loaded,
    around.parent,
    "not_told",
    because,
    `${seen.rule}:${seen.scope}:${about}`,
  );
}

export async function noteWaiting(
  telling: Telling,
  loaded: LoadedAlerts,
  alertId: string,
  tell: WhenTold,
): Promise<void> {
  const { db, workspaceId } = telling;
  if (tell.when === "now") return;
  await note(telling, loaded, alertId, "not_told", tell.because, "open");
  if (tell.when === "later") {
    await markDue(db, { workspaceId, kind: "tell", targetId: workspaceId }, new Date(tell.at));
  }
}
