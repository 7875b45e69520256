import { sql, type SQL } from "drizzle-orm";
import type { Reach } from "@/lib/domain/reach";

/** Conditions that every reading statement carries beside `workspace_id`; `true` for a caller who sees everything. */

/** `numbers`: the alias of that table in the statement. */
export function seesNumber({ clients }: Reach, numbers: string): SQL {
  if (clients === null) return sql`true`;
  return sql`${sql.raw(numbers)}.client_id = any(${`{${clients.join(",")}}`}::uuid[])`;
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
