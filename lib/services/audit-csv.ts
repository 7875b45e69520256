import type { Db } from "@/db/client";
import { csvLine } from "@/lib/wire/csv";
import type { AuditQuery } from "@/lib/wire/audit";
import { readAudit } from "./get-audit";

const columns = ["at", "who", "kind", "action", "words", "target", "detail", "address"];

/** The audit log as a file, newest first, one page of rows at a time. */
export async function* writeAuditCsv(
  db: Db,
  workspaceId: string,
  query: AuditQuery,
): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const entries of readAudit(db, workspaceId, query)) {
    yield entries
      .map(({ at, actor, action, words, target, detail, address }) =>
        csvLine([
          at,
          actor.name,
          actor.kind,
          action,
          words,
          target.name ?? target.id,
          JSON.stringify(detail),
          address,
        ]),
      )
      .join("");
  }
}
