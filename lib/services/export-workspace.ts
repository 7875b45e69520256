import type { ReservedSql, Sql } from "postgres";
import { findClient, listClientNumbers } from "@/db/queries/erase-client";
import {
  closeSnapshot,
  conditionOfClient,
  type ExportScope,
  type ExportTable,
  listExportTables,
  openSnapshot,
  readMembers,
  readRows,
  readWorkspaceRow,
} from "@/db/queries/export";
import { findWorkspace } from "@/db/queries/workspaces";
import type { Actor } from "@/lib/domain/audit";
import { exportedTables, isExported, leftOut, readable } from "@/lib/domain/export-files";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import type { Core } from "./core";
import { writeZip, type ZipFile } from "./zip";

interface ExportOrder {
  workspaceId: string;
  /** Only this client's; undefined: everything the workspace owns. */
  clientId: string | undefined;
  actor: Actor;
}

interface Subject {
  name: string;
  scope: ExportScope;
}

/** Each holds a connection until it is read to its end; deliveries are written over the same few. */
const mostAtOnce = 2;
const running = new WeakMap<Sql, number>();

/**
 * Everything that a workspace, or one of its clients, owns, as an archive that is written while it is read, at one
 * moment of the database. Recipients are codes; secrets never leave. One at a time per workspace, and two in all.
 */
export async function exportWorkspace(
  core: Pick<Core, "db" | "sql">,
  order: ExportOrder,
  now: Date,
): Promise<{ name: string; chunks: AsyncIterable<Uint8Array> }> {
  const subject = await findSubject(core, order);
  const tables = await listExportTables(core.sql);
  const snapshot = await beginSnapshot(core.sql, order.workspaceId);
  try {
    await noteExport(core, order, subject, now);
  } catch (error) {
    await snapshot.close();
    throw error;
  }
  const stamp = now.toISOString().slice(0, 10);
  return {
    name: `banguard-export-${stamp}.zip`,
    chunks: writeAll(snapshot, subject, tables, now),
  };
}

interface Snapshot {
  connection: ReservedSql;
  close(): Promise<void>;
}

async function beginSnapshot(sql: Sql, workspaceId: string): Promise<Snapshot> {
  const leave = takeTurn(sql);
  const connection = await openSnapshot(sql, workspaceId).catch((error: unknown) => {
    leave();
    throw error;
  });
  if (!connection) {
    leave();
    throw new AppError("conflict", "An export is being made already: wait until it has ended.");
  }
  return { connection, close: () => closeSnapshot(connection).finally(leave) };
}

function takeTurn(sql: Sql): () => void {
  const others = running.get(sql) ?? 0;
  if (others >= mostAtOnce) {
    throw new AppError("unavailable", "Others export just now: try again in a minute.", {
      retryAfterSeconds: 60,
    });
  }
  running.set(sql, others + 1);
  return () => void running.set(sql, (running.get(sql) ?? 1) - 1);
}

async function findSubject(
  core: Pick<Core, "db" | "sql">,
  { workspaceId, clientId }: ExportOrder,
): Promise<Subject> {
  if (clientId === undefined) {
    const workspace = await findWorkspace(core.db, workspaceId);
    if (!workspace) throw new AppError("not_found", "There is no such workspace.");
    return { name: workspace.name, scope: { workspaceId, clientId: null, numbers: null } };
  }
  const client = await findClient(core.sql, workspaceId, clientId);
  if (!client) throw new AppError("not_found", "There is no such client.");
  const numbers = await listClientNumbers(core.sql, workspaceId, client.id);
  return { name: client.name, scope: { workspaceId, clientId: client.id, numbers } };
}

async function noteExport(
  { db }: Pick<Core, "db">,
  { workspaceId, clientId, actor }: ExportOrder,
  { name }: Subject,
  now: Date,
): Promise<void> {
  const [kind, id] = clientId === undefined ? ["workspace", workspaceId] : ["client", clientId];
  const action = kind === "client" ? "client_exported" : "workspace_exported";
  await audit(db, workspaceId, actor, { action, target: { kind, id, name } }, now);
}

async function* writeAll(
  { connection, close }: Snapshot,
  subject: Subject,
  tables: readonly ExportTable[],
  now: Date,
): AsyncGenerator<Uint8Array> {
  try {
    yield* writeZip(listFiles(connection, subject, tables, now));
  } finally {
    await close();
  }
}

/** The README comes last: only then is it known how many rows each file has. */
async function* listFiles(
  connection: ReservedSql,
  subject: Subject,
  tables: readonly ExportTable[],
  now: Date,
): AsyncGenerator<ZipFile> {
  const counts = new Map<string, number>();
  const { scope } = subject;
  const file = (name: string, batches: Batches): ZipFile => ({
    name: `${name}.ndjson`,
    chunks: linesOf(batches, (rows) => counts.set(name, (counts.get(name) ?? 0) + rows)),
  });
  if (scope.clientId === null) {
    yield file("workspaces", [await readWorkspaceRow(connection, scope.workspaceId)]);
    yield file("members", [await readMembers(connection, scope.workspaceId)]);
  }
  for (const table of tables) {
    if (table.name in leftOut) continue;
    const condition = scope.clientId === null ? "true" : conditionOfClient(table);
    if (condition === undefined) continue;
    const columns = table.columns.filter(isExported).map(({ name }) => name);
    yield file(table.name, readRows(connection, { table: table.name, columns, condition }, scope));
  }
  yield { name: "README.txt", chunks: once(readme(subject.name, counts, now)) };
}

type Batches =
  | AsyncIterable<readonly Record<string, unknown>[]>
  | Iterable<readonly Record<string, unknown>[]>;

async function* linesOf(batches: Batches, count: (rows: number) => void): AsyncGenerator<string> {
  count(0);
  for await (const rows of batches) {
    count(rows.length);
    yield rows.map((row) => `${JSON.stringify(readable(row))}\n`).join("");
  }
}

function readme(name: string, counts: ReadonlyMap<string, number>, now: Date): string {
  const files = [...counts].map(
    ([table, rows]) => `${table}.ndjson  ${rows} rows  ${exportedTables[table] ?? ""}`,
  );
  const missing = Object.entries(leftOut).map(([table, why]) => `${table}: ${why}`);
  return [
    `Banguard export of ${name}, made ${now.toISOString()}`,
    "",
    "Each file holds one JSON object per line. Moments are UTC. Ids lead from one file to another.",
    "Recipients stand here as codes only. The codes are still personal data, because you could find",
    "a person again by their number. Secrets are in none of the files.",
    "",
    ...files,
    "",
    "Left out:",
    ...missing,
    "",
    "Not part of, or endorsed by, WhatsApp or Meta.",
    "",
  ].join("\n");
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
