import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { numbers } from "@/db/schema";
import type { Reach } from "@/lib/domain/reach";

/** Conditions that every reading statement carries beside `workspace_id`; `true` for a caller who sees everything. */

/** `alias`: of the table `numbers` in the statement. */
export function seesNumber({ clients }: Reach, alias: string): SQL {
  if (clients === null) return sql`true`;
  return sql`${sql.raw(alias)}.client_id = any(${`{${clients.join(",")}}`}::uuid[])`;
}

/** `column`: a number's id as uuid or as text. */
export function seesNumberId(reach: Reach, column: string): SQL {
  if (reach.clients === null) return sql`true`;
  return sql`${sql.raw(column)}::text in (select r.id::text from numbers r
    where r.workspace_id = ${reach.workspaceId}::uuid and ${seesNumber(reach, "r")})`;
}

/** An account is seen when one of its numbers is. `column`: its id as uuid or as text. */
export function seesAccountId(reach: Reach, column: string): SQL {
  if (reach.clients === null) return sql`true`;
  return sql`${sql.raw(column)}::text in (select r.account_id::text from numbers r
    where r.workspace_id = ${reach.workspaceId}::uuid and r.merged_into is null and ${seesNumber(reach, "r")})`;
}

/** By what it is about: who is limited sees nothing about sources. `alias`: of a table with `target_kind` and `target_id`. */
export function seesTarget(reach: Reach, alias: string): SQL {
  if (reach.clients === null) return sql`true`;
  return sql`((${sql.raw(alias)}.target_kind = 'number' and ${seesNumberId(reach, `${alias}.target_id`)})
    or (${sql.raw(alias)}.target_kind = 'account' and ${seesAccountId(reach, `${alias}.target_id`)}))`;
}

/** Whether an account also has numbers out of the caller's reach. `accountId`: our id. */
export async function isShared(db: Db, reach: Reach, accountId: string): Promise<boolean> {
  if (reach.clients === null) return false;
  const rows = await db
    .select({ id: numbers.id })
    .from(numbers)
    .where(
      and(
        eq(numbers.workspaceId, reach.workspaceId),
        sql`${numbers.accountId}::text = ${accountId}`,
        isNull(numbers.mergedInto),
        sql`not coalesce(${seesNumber(reach, "numbers")}, false)`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}
