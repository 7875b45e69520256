import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { facts, sourceNumbers, sources, users } from "@/db/schema";
import type { SeeingSource } from "@/lib/domain/seeing";

/** What the sources of each number could give, disabled ones left out. */
export async function listSeeingSources(
  db: Db,
  workspaceId: string,
  numberIds: readonly string[],
): Promise<Map<string, SeeingSource[]>> {
  if (numberIds.length === 0) return new Map();
  const rows = await db
    .select({
      numberId: sourceNumbers.numberId,
      provider: sources.provider,
      hasToken: sql<boolean>`${sources.tokenState} in ('ok', 'unknown')`,
      readsAnswers: sources.readsAnswers,
      noticesOnly: sources.noticesOnly,
    })
    .from(sourceNumbers)
    .innerJoin(
      sources,
      and(
        eq(sources.workspaceId, sourceNumbers.workspaceId),
        eq(sources.id, sourceNumbers.sourceId),
      ),
    )
    .where(
      and(
        eq(sourceNumbers.workspaceId, workspaceId),
        inArray(sourceNumbers.numberId, [...numberIds]),
        eq(sources.state, "active"),
      ),
    );
  const byNumber = new Map<string, SeeingSource[]>();
  for (const { numberId, ...source } of rows) {
    byNumber.set(numberId, [...(byNumber.get(numberId) ?? []), source]);
  }
  return byNumber;
}

export interface EnteredRating {
  at: Date;
  by: string | null;
  reason: string | null;
}

/** Who typed in the rating that stands; undefined when WhatsApp or a provider said it. */
export async function findEnteredRating(
  db: Db,
  workspaceId: string,
  numberId: string,
): Promise<EnteredRating | undefined> {
  const [row] = await db
    .select({
      at: facts.at,
      by: users.name,
      how: sql<string | null>`${facts.detail} ->> 'how'`,
      reason: sql<string | null>`${facts.detail} ->> 'reason'`,
    })
    .from(facts)
    .leftJoin(users, eq(users.id, facts.enteredBy))
    .where(
      and(
        eq(facts.workspaceId, workspaceId),
        eq(facts.nodeKind, "number"),
        eq(facts.nodeId, numberId),
        eq(facts.kind, "quality"),
      ),
    )
    .orderBy(sql`${facts.at} desc`)
    .limit(1);
  return row?.how === "entered" ? row : undefined;
}
