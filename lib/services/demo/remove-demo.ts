import { findDemo, findOtherWorkspace } from "@/db/queries/demo";
import { moveSession } from "@/db/queries/sessions";
import { AppError } from "@/lib/errors";
import type { Core } from "@/lib/services/core";
import { closeAndQueue } from "@/lib/services/erase-workspace";
import type { MovedJson } from "@/lib/wire/demo";
import type { DemoPerson } from "./open-demo";

/** Erases the demo that the session is in, over every table, and returns to the person's own workspace. */
export async function removeDemo(
  { db }: Core,
  workspaceId: string,
  { userId, sessionHash, actor }: DemoPerson,
  now: Date,
): Promise<MovedJson> {
  if (!(await findDemo(db, workspaceId)))
    throw new AppError("conflict", "This workspace is not a demo.");
  return db.transaction(async (tx) => {
    const other = await findOtherWorkspace(tx, userId, workspaceId);
    if (other !== undefined)
      await moveSession(tx, { idHash: sessionHash, userId, workspaceId: other });
    await closeAndQueue(tx, workspaceId, actor, now);
    return { workspaceId: other ?? null };
  });
}
