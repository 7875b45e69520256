import { findDemo, findDemoOf } from "@/db/queries/demo";
import { playedShare } from "@/lib/domain/demo/plot";
import type { DemoJson } from "@/lib/wire/demo";
import type { Core } from "@/lib/services/core";

/** Whether the caller looks at a demo, and how far its ninety days are laid out. */
export async function getDemo(
  { db }: Pick<Core, "db">,
  workspaceId: string,
  userId?: string,
): Promise<DemoJson> {
  const demo = await findDemo(db, workspaceId);
  if (!demo) {
    const own = userId === undefined ? undefined : await findDemoOf(db, userId);
    return { here: false, state: "none", done: 0, own: own ?? null };
  }
  if (!demo.building) return { here: true, state: "ready", done: 1, own: workspaceId };
  const calendar = { start: demo.createdAt.getTime(), zone: demo.zone };
  const done = demo.playedUntil ? playedShare(calendar, demo.playedUntil.getTime()) : 0;
  return { here: true, state: "building", done, own: workspaceId };
}
