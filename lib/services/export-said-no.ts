import type { Db } from "@/db/client";
import { listSaidNo } from "@/db/queries/said-no";
import type { Actor } from "@/lib/domain/audit";
import { csvFile } from "@/lib/wire/csv-file";
import type { Table } from "@/lib/wire/tables";
import { audit } from "./audit";

const page = 1000;

/** The people whose no is in force, by their code, as a file, read by pages. */
export async function exportSaidNo(
  db: Db,
  workspaceId: string,
  actor: Actor,
  now: Date,
): Promise<ReturnType<typeof csvFile>> {
  const target = { kind: "workspace", id: workspaceId };
  await audit(db, workspaceId, actor, { action: "said_no_exported", target }, now);
  return csvFile(saidNoTable, readSaidNo(db, workspaceId));
}

type SaidNoRow = Awaited<ReturnType<typeof listSaidNo>>[number];

const saidNoTable: Table<SaidNoRow> = {
  file: "said-no",
  columns: {
    code: (row) => row.code,
    client: (row) => row.client,
    said_no_at: (row) => row.saidNoAt?.toISOString() ?? null,
  },
};

async function* readSaidNo(db: Db, workspaceId: string): AsyncGenerator<SaidNoRow> {
  for (let after: string | undefined; ;) {
    const rows = await listSaidNo(db, workspaceId, after, page);
    yield* rows;
    after = rows.at(-1)?.code;
    if (rows.length < page) return;
  }
}
