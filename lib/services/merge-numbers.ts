import { markDue } from "@/db/queries/insert-facts";
import { mergeNumbers } from "@/db/queries/merge-numbers";
import type { Core } from "./core";
import { newId } from "./new-id";

/** Doors remember for a minute which number a name meant: what they wrote meanwhile is moved in a second run. */
const secondRunAfterMs = 120_000;

/**
 * The job behind `due` kind `merge`; its target is `younger>older`. Both names turned out to be one number. Answers when
 * to run once more, if at all.
 */
export async function mergeTwoNumbers(
  core: Core,
  workspaceId: string,
  target: string,
  now: Date,
): Promise<Date | undefined> {
  const [younger = "", older = ""] = target.split(">");
  const pair = { older, younger, noteId: newId(now), now };
  const isFirst = await mergeNumbers(core.sql, workspaceId, pair);
  await markDue(core.sql, workspaceId, "score", older, now);
  return isFirst ? new Date(now.getTime() + secondRunAfterMs) : undefined;
}
