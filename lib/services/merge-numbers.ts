import { markDue } from "@/db/queries/insert-facts";
import { mergeNumbers } from "@/db/queries/merge-numbers";
import type { Core } from "./core";
import { newId } from "./new-id";

/** The job behind `due` kind `merge`; its target is `younger>older`. Both names turned out to be one number. */
export async function mergeTwoNumbers(
  core: Core,
  workspaceId: string,
  target: string,
  now: Date,
): Promise<void> {
  const [younger = "", older = ""] = target.split(">");
  await mergeNumbers(core.sql, workspaceId, { older, younger, noteId: newId(now), now });
  await markDue(core.sql, workspaceId, "score", older, now);
}
