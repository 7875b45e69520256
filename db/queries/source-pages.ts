import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { numbers, sourceNumbers, sources } from "@/db/schema";
import type { Reach } from "@/lib/domain/reach";
import { seesNumber } from "./reach";

/** How many numbers each source has reported on, test numbers left out. */
export async function countSourceNumbers(
  db: Db,
  workspaceId: string,
): Promise<Map<string, number>> {
  const rows = await db
    .select({ sourceId: sourceNumbers.sourceId, n: sql<number>`count(*)::int` })
    .from(sourceNumbers)
    .innerJoin(
      numbers,
      and(
        eq(numbers.workspaceId, sourceNumbers.workspaceId),
        eq(numbers.id, sourceNumbers.numberId),
      ),
    )
    .where(and(eq(sourceNumbers.workspaceId, workspaceId), eq(numbers.test, false)))
    .groupBy(sourceNumbers.sourceId);
  return new Map(rows.map(({ sourceId, n }) => [sourceId, n]));
}

export async function listSourcesOfNumber(db: Db, workspaceId: string, numberId: string) {
  return db
    .select({ id: sources.id, name: sources.name, provider: sources.provider })
    .from(sourceNumbers)
    .innerJoin(
      sources,
      and(
        eq(sources.workspaceId, sourceNumbers.workspaceId),
        eq(sources.id, sourceNumbers.sourceId),
      ),
    )
    .where(and(eq(sourceNumbers.workspaceId, workspaceId), eq(sourceNumbers.numberId, numberId)))
    .orderBy(sources.createdAt);
}

/** How many numbers within reach share the account, merged and test ones left out. */
export async function countAccountNumbers(
  db: Db,
  reach: Reach,
  accountId: string,
): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(numbers)
    .where(
      and(
        eq(numbers.workspaceId, reach.workspaceId),
        seesNumber(reach, "numbers"),
        eq(numbers.accountId, accountId),
        eq(numbers.test, false),
        sql`${numbers.mergedInto} is null`,
      ),
    );
  return row?.n ?? 0;
}
