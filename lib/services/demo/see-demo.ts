import { findDemo, noteDemoSeen } from "@/db/queries/demo";
import type { Core } from "@/lib/services/core";

/** What the frame of a page must know. Opening a page of a demo that is ready starts its scene's clock. */
export async function seeDemo(
  { db }: Pick<Core, "db">,
  workspaceId: string,
  now: Date,
): Promise<"none" | "building" | "ready"> {
  const demo = await findDemo(db, workspaceId);
  if (!demo) return "none";
  if (demo.building) return "building";
  if (demo.seenAt === null) await noteDemoSeen(db, workspaceId, now);
  return "ready";
}
