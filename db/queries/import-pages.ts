import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { importRefusals, imports, users } from "@/db/schema";
import { changeImport, closeDead, lockImports, type RefusalRow } from "./imports";

export type ImportRow = typeof imports.$inferSelect;

export interface NamedImport extends ImportRow {
  starter: string | null;
  undoer: string | null;
  refusals: number;
}

const mostImports = 200;

/** Newest first; one of them by its id. */
export async function listImports(
  db: Db,
  workspaceId: string,
  id?: string,
): Promise<NamedImport[]> {
  const rows = await db
    .select({
      row: imports,
      starter: nameOf(sql`${imports.startedBy}`),
      undoer: nameOf(sql`${imports.undoneBy}`),
      refusals: sql<number>`(select count(*)::int from ${importRefusals} r
        where r.workspace_id = ${imports.workspaceId} and r.import_id = ${imports.id})`,
    })
    .from(imports)
    .where(
      and(eq(imports.workspaceId, workspaceId), id === undefined ? undefined : eq(imports.id, id)),
    )
    .orderBy(desc(imports.origin))
    .limit(mostImports);
  return rows.map(({ row, ...names }) => ({ ...row, ...names }));
}

function nameOf(userId: ReturnType<typeof sql>) {
  return sql<string | null>`(select u.name from ${users} u where u.id = ${userId})`;
}

export async function listRefusals(
  db: Db,
  workspaceId: string,
  importId: string,
): Promise<RefusalRow[]> {
  const rows = await db
    .select()
    .from(importRefusals)
    .where(and(eq(importRefusals.workspaceId, workspaceId), eq(importRefusals.importId, importId)))
    .orderBy(asc(importRefusals.line));
  return rows.map(({ line, field, reason, mend }) => ({
    line,
    field,
    reason,
    mend: mend ?? undefined,
  }));
}

/** Takes the import for undoing. One that died while undoing is taken up again; nobody undoes while another file comes in. */
export async function beginUndo(
  db: Db,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<ImportRow | "unknown" | "running" | "undone"> {
  return db.transaction(async (tx) => {
    await lockImports(tx, workspaceId);
    await closeDead(tx, workspaceId, now);
    const rows = await tx.select().from(imports).where(eq(imports.workspaceId, workspaceId));
    const row = rows.find((one) => one.id === id);
    if (!row) return "unknown";
    if (row.state === "undone") return "undone";
    if (rows.some(({ state }) => state === "running" || state === "undoing")) return "running";
    await changeImport(tx, workspaceId, id, { state: "undoing", beatAt: now });
    return row;
  });
}
