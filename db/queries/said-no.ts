import { and, asc, eq, gt, isNotNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { clients, people } from "@/db/schema";

/** People whose no is in force, by their code; the page after `after`. */
export async function listSaidNo(
  db: Db,
  workspaceId: string,
  after: string | undefined,
  limit: number,
) {
  return db
    .select({ code: people.person, client: clients.name, saidNoAt: people.saidNoAt })
    .from(people)
    .leftJoin(
      clients,
      and(eq(clients.workspaceId, people.workspaceId), eq(clients.id, people.clientId)),
    )
    .where(
      and(
        eq(people.workspaceId, workspaceId),
        isNotNull(people.saidNoAt),
        sql`(${people.saidYesAt} is null or ${people.saidYesAt} < ${people.saidNoAt})`,
        after === undefined ? undefined : gt(people.person, after),
      ),
    )
    .orderBy(asc(people.person))
    .limit(limit);
}
