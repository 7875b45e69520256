import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { due, importDays, imports, numberDays, numberHours } from "@/db/schema";
import { breakdownHours, failureHours } from "@/db/schema";

export interface ImportJob {
  id: string;
  /** The `origin` of the rollup rows it writes: 1, 2, 3 … within the workspace. */
  origin: number;
}

export async function startImport(
  db: Db,
  workspaceId: string,
  fresh: { id: string; file: string; now: Date },
): Promise<ImportJob> {
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`imports ${workspaceId}`}, 0))`,
    );
    const [row] = await tx
      .select({ last: sql<number>`coalesce(max(${imports.origin}), 0)::int` })
      .from(imports)
      .where(eq(imports.workspaceId, workspaceId));
    const origin = (row?.last ?? 0) + 1;
    await tx
      .insert(imports)
      .values({ workspaceId, id: fresh.id, origin, file: fresh.file, startedAt: fresh.now });
    return { id: fresh.id, origin };
  });
}

export async function finishImport(
  db: Db,
  workspaceId: string,
  id: string,
  result: { accepted: number; duplicates: number; skipped: number; finishedAt: Date },
): Promise<void> {
  await db
    .update(imports)
    .set({ ...result, state: "done" })
    .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, id)));
}

/** The scores of a number are worked out again from `from` on; a mark that reaches further back stays. */
export async function markReconstruct(
  db: Db,
  workspaceId: string,
  numberId: string,
  from: Date,
  now: Date,
): Promise<void> {
  await db
    .insert(due)
    .values({ workspaceId, kind: "reconstruct", targetId: numberId, dueAt: now, lastEventAt: from })
    .onConflictDoUpdate({
      target: [due.workspaceId, due.kind, due.targetId],
      set: {
        dueAt: sql`least(${due.dueAt}, excluded.due_at)`,
        lastEventAt: sql`least(${due.lastEventAt}, excluded.last_event_at)`,
      },
    });
}

type Rows<T extends { $inferInsert: object }> = Omit<T["$inferInsert"], "workspaceId" | "origin">[];

/** What one number's local day adds up to, for days older than the raw rows reach. */
export interface OldDayRows {
  numberId: string;
  day: string;
  /** Digest of its normalised rows, whatever their order, as a UUID. */
  digest: string;
  hours: Rows<typeof numberHours>;
  days: Rows<typeof numberDays>;
  breakdown: Rows<typeof breakdownHours>;
  failures: Rows<typeof failureHours>;
}

/** Writes a day once: the same digest again adds nothing, another digest for the same day is refused until the first is undone. */
export async function writeOldDay(
  db: Db,
  workspaceId: string,
  job: ImportJob,
  rows: OldDayRows,
): Promise<"written" | "same" | "other"> {
  return db.transaction(async (tx) => {
    const fresh = await tx
      .insert(importDays)
      .values({
        workspaceId,
        numberId: rows.numberId,
        day: rows.day,
        digest: rows.digest,
        importId: job.id,
      })
      .onConflictDoNothing()
      .returning({ day: importDays.day });
    if (fresh.length === 0)
      return (await findDigest(tx, workspaceId, rows)) === rows.digest ? "same" : "other";
    const own = { workspaceId, origin: job.origin };
    if (rows.hours.length > 0)
      await tx.insert(numberHours).values(rows.hours.map((row) => ({ ...row, ...own })));
    if (rows.days.length > 0)
      await tx.insert(numberDays).values(rows.days.map((row) => ({ ...row, ...own })));
    if (rows.breakdown.length > 0)
      await tx.insert(breakdownHours).values(rows.breakdown.map((row) => ({ ...row, ...own })));
    if (rows.failures.length > 0)
      await tx.insert(failureHours).values(rows.failures.map((row) => ({ ...row, ...own })));
    return "written";
  });
}

async function findDigest(
  tx: Db,
  workspaceId: string,
  { numberId, day }: OldDayRows,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ digest: importDays.digest })
    .from(importDays)
    .where(
      and(
        eq(importDays.workspaceId, workspaceId),
        eq(importDays.numberId, numberId),
        eq(importDays.day, day),
      ),
    );
  return row?.digest;
}
