import { listImports, listRefusals, type NamedImport } from "@/db/queries/import-pages";
import { importErrorWords } from "@/lib/domain/import/words";
import { AppError } from "@/lib/errors";
import type { ImportJson, ImportsJson, RefusalsJson } from "@/lib/wire/import";
import { importPlanJson } from "@/lib/wire/import";
import type { Core } from "./core";
import { isUuid } from "@/lib/domain/is-uuid";
import { getZone } from "./get-portfolio";

export async function getImports(core: Core, workspaceId: string): Promise<ImportsJson> {
  const [zone, rows] = await Promise.all([
    getZone(core, workspaceId),
    listImports(core.db, workspaceId),
  ]);
  const moments = rows.flatMap(({ beatAt, finishedAt, undoneAt, startedAt }) =>
    [beatAt, finishedAt, undoneAt, startedAt].flatMap((at) => at?.getTime() ?? []),
  );
  return {
    imports: rows.map(toImportJson),
    zone,
    updatedAt: moments.length > 0 ? new Date(Math.max(...moments)).toISOString() : null,
  };
}

export async function getImport(core: Core, workspaceId: string, id: string): Promise<ImportJson> {
  return toImportJson(await requireImport(core, workspaceId, id));
}

export async function getRefusals(
  core: Core,
  workspaceId: string,
  id: string,
): Promise<RefusalsJson> {
  const { file } = await requireImport(core, workspaceId, id);
  const refusals = await listRefusals(core.db, workspaceId, id);
  return { file, refusals: refusals.map((row) => ({ ...row, mend: row.mend ?? "" })) };
}

async function requireImport(core: Core, workspaceId: string, id: string): Promise<NamedImport> {
  const [row] = isUuid(id) ? await listImports(core.db, workspaceId, id) : [];
  if (!row) throw new AppError("not_found", "There is no such import.");
  return row;
}

function toImportJson(row: NamedImport): ImportJson {
  const { id, file, state, accepted, duplicates, skipped, refusals } = row;
  return {
    id,
    file,
    state,
    error: importErrorWords(row.error),
    accepted,
    duplicates,
    skipped,
    refusals,
    startedAt: row.startedAt.toISOString(),
    startedBy: row.starter,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    undoneBy: row.undoer,
    // Written by a version that may have known other fields.
    plan: importPlanJson.safeParse(row.mapping).data ?? null,
  };
}
