import type { Db } from "@/db/client";
import { listSaidNo } from "@/db/queries/said-no";
import type { Actor } from "@/lib/domain/audit";
import { csvLine } from "@/lib/wire/csv";
import { audit } from "./audit";

const page = 1000;

/** The people whose no is in force, by their code, one page of rows at a time. */
export async function exportSaidNo(
  db: Db,
  workspaceId: string,
  actor: Actor,
  now: Date,
): Promise<AsyncIterable<string>> {
  const target = { kind: "workspace", id: workspaceId };
  await audit(db, workspaceId, actor, { action: "said_no_exported", target }, now);
  return writeRows(db, workspaceId);
}

async function* writeRows(db: Db, workspaceId: string): AsyncGenerator<string> {
  yield csvLine(["code", "client", "said_no_at"]);
  for (let after: string | undefined; ;) {
    const rows = await listSaidNo(db, workspaceId, after, page);
    yield rows
      .map(({ code, client, saidNoAt }) => csvLine([code, client, saidNoAt?.toISOString() ?? ""]))
      .join("");
    after = rows.at(-1)?.code;
    if (rows.length < page) return;
  }
}
