import { listActors, listAudit, type AuditFilter, type AuditRow } from "@/db/queries/audit";
import type { Db } from "@/db/client";
import { findWorkspace } from "@/db/queries/workspaces";
import { beginningsOf, deedOf } from "@/lib/domain/audit-words";
import { addDays, startOfDay } from "@/lib/domain/time";
import { AppError } from "@/lib/errors";
import {
  auditQueryJson,
  type AuditEntryJson,
  type AuditJson,
  type AuditQuery,
} from "@/lib/wire/audit";

/** Newest first, one page. */
export async function getAudit(db: Db, workspaceId: string, query: AuditQuery): Promise<AuditJson> {
  const { limit, ...wanted } = auditQueryJson.parse(query);
  const zone = await zoneOf(db, workspaceId);
  const rows = await listAudit(db, workspaceId, filterOf(wanted, zone), limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    zone,
    entries: page.map(entryOf),
    actors: await listActors(db, workspaceId),
    next: rows.length > limit && last ? cursorOf(last) : null,
  };
}

const csvPage = 500;

/** Every entry that the filter lets through, newest first, read by pages. */
export async function* readAudit(
  db: Db,
  workspaceId: string,
  query: AuditQuery,
): AsyncGenerator<AuditEntryJson> {
  const zone = await zoneOf(db, workspaceId);
  const filter = filterOf(auditQueryJson.parse(query), zone);
  for (let { after } = filter; ;) {
    const rows = await listAudit(db, workspaceId, { ...filter, after }, csvPage);
    yield* rows.map(entryOf);
    after = rows.at(-1);
    if (rows.length < csvPage) return;
  }
}

async function zoneOf(db: Db, workspaceId: string): Promise<string> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) throw new AppError("not_found", "There is no such workspace.");
  return workspace.zone;
}

function filterOf(
  { who, what, from, to, cursor }: Omit<AuditQuery, "limit">,
  zone: string,
): AuditFilter {
  return {
    who: who === "" ? undefined : who,
    objects: !what ? undefined : beginningsOf(what.replace(/[^a-z]/g, "")),
    from: from === undefined ? undefined : new Date(startOfDay(from, zone)),
    to: to === undefined ? undefined : new Date(startOfDay(addDays(to, 1), zone)),
    after: cursor === undefined ? undefined : readCursor(cursor),
  };
}

function cursorOf({ at, id }: AuditRow): string {
  return `${at.getTime()}.${id}`;
}

const cursorForm = /^(\d{10,15})\.([0-9a-f-]{36})$/;

function readCursor(cursor: string): { at: Date; id: string } {
  const [, at, id] = cursorForm.exec(cursor) ?? [];
  if (at === undefined || id === undefined) {
    throw new AppError("bad_request", "Take the cursor from the answer before.", {
      field: "cursor",
    });
  }
  return { at: new Date(Number(at)), id };
}

function entryOf(row: AuditRow): AuditEntryJson {
  const { id, at, action, detail, address } = row;
  return {
    id,
    at: at.toISOString(),
    actor: { id: row.actorId, kind: row.actorKind, name: row.actorName },
    action,
    words: deedOf(row),
    target: { kind: row.targetKind, id: row.targetId, name: row.targetName },
    detail,
    address,
  };
}
