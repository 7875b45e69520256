import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { scoreNow } from "@/db/schema";
import type { Target } from "@/lib/domain/alert/rule";
import type { Score } from "@/lib/domain/score/score";

/** Undefined where nothing was judged yet, and for sources. */
export async function findScoreNow(
  db: Db,
  workspaceId: string,
  { kind, id }: Target,
): Promise<Score | undefined> {
  if (kind === "source") return undefined;
  const [row] = await db
    .select({ detail: scoreNow.detail })
    .from(scoreNow)
    .where(
      and(
        eq(scoreNow.workspaceId, workspaceId),
        eq(scoreNow.nodeKind, kind),
        eq(scoreNow.nodeId, id),
      ),
    );
  return row?.detail;
}

/** When a number was last heard of. */
export async function findLastEventAt(
  db: Db,
  workspaceId: string,
  numberId: string,
): Promise<Date | undefined> {
  const [row] = await db
    .select({ lastEventAt: scoreNow.lastEventAt })
    .from(scoreNow)
    .where(
      and(
        eq(scoreNow.workspaceId, workspaceId),
        eq(scoreNow.nodeKind, "number"),
        eq(scoreNow.nodeId, numberId),
      ),
    );
  return row?.lastEventAt ?? undefined;
}
