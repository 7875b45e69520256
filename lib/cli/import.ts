import { createReadStream, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { createClients } from "@/db/client";
import { findWorkspaceBySlug } from "@/db/queries/workspaces";
import { EnvError, readEnv } from "@/lib/env";
import { type ImportPlan, type PlanField, planFields, plainPlan } from "@/lib/domain/import/plan";
import { importEvents } from "@/lib/services/import-events";
import type { FileRow } from "@/lib/services/import-options";
import { readFileRows } from "@/lib/services/read-file-rows";
import { makeSourceBook } from "@/lib/services/source-book";
import { makeVault } from "@/lib/services/vault";

const usage = `npm run import -- [--number +15550100001] [--workspace SLUG] [--map column=field,…] FILE

FILE is NDJSON, or CSV with the event format's column names (or --map); - reads NDJSON from standard input.
--number fills rows that name no number.`;

class UsageError extends Error {}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { number: { type: "string" }, workspace: { type: "string" }, map: { type: "string" } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError(usage);
  const env = readEnv();
  const clients = createClients(env.databaseUrl, { db: 2, raw: 2 });
  const core = { env, db: clients.db, sql: clients.sql, vault: makeVault(env.encryptionKeys) };
  const workspaceId = await findWorkspaceBySlug(core.db, values.workspace);
  if (workspaceId === undefined) throw new UsageError(noWorkspace(values.workspace));

  const now = Date.now();
  const rules = await makeSourceBook(core).rules(workspaceId, now);
  const bar = makeBar(file);
  const summary = await importEvents(core, rules, readRows(file, values.map, bar.read), {
    file,
    number: values.number,
    now,
    clock: Date.now,
    progress: bar.draw,
    refused: (line, { field, reason, mend }) =>
      bar.say(
        `line ${line}: ${field === "" ? "" : `${field} `}${reason}${mend === undefined ? "" : `. ${mend}`}`,
      ),
  });
  bar.end();
  await clients.close();
  const { accepted, duplicates, skipped } = summary;
  print(`${accepted} taken in, ${duplicates} known already, ${skipped} refused.`);
}

function noWorkspace(slug: string | undefined): string {
  return slug === undefined
    ? "There is no workspace yet, or more than one: open Banguard once, or name one with --workspace SLUG."
    : `There is no workspace ${slug}: its name in addresses is under Settings.`;
}

/** The file's rows, one at a time, each with its line; a line that cannot be read is refused alone. */
async function* readRows(
  file: string,
  map: string | undefined,
  read: (bytes: number) => void,
): AsyncGenerator<FileRow> {
  const stream = file === "-" ? process.stdin : createReadStream(file);
  stream.on("data", (chunk: string | Buffer) => read(Buffer.byteLength(chunk)));
  yield* readFileRows(stream, planOf(file, map));
}

/** `column=field,…`: the file's column names for ours; columns that it leaves out keep their names. */
function planOf(file: string, map: string | undefined): ImportPlan {
  const pairs = (map ?? "").split(",").filter((pair) => pair !== "");
  const named = pairs.map((pair): [string, PlanField] => {
    const [column = "", name = ""] = pair.split("=", 2).map((part) => part.trim());
    const field = planFields.find((known) => known === name);
    if (column === "" || field === undefined) {
      throw new UsageError(
        `--map: write column=field, not ${pair}. Fields: ${planFields.join(", ")}.`,
      );
    }
    return [column, field];
  });
  const isCsv = map !== undefined || /\.csv$/i.test(file);
  const plain = plainPlan(isCsv ? "csv" : "ndjson");
  return { ...plain, columns: { ...plain.columns, ...Object.fromEntries(named) } };
}

/** A bar on a terminal, a line every 100,000 rows elsewhere. Refused lines appear above it; the first hundred. */
function makeBar(file: string) {
  const total = file === "-" ? 0 : statSync(file, { throwIfNoEntry: false })?.size;
  if (total === undefined)
    throw new UsageError(`${file} is not there: give the path of a file, or - for standard input.`);
  let bytes = 0;
  let refused = 0;
  let drawnAt = 0;
  const isTerminal = process.stdout.isTTY === true;
  const clear = () => isTerminal && process.stdout.write("\r\u001B[K");
  return {
    read: (more: number) => {
      bytes += more;
    },
    draw(rows: number) {
      const now = Date.now();
      if (!isTerminal) {
        if (rows % 100_000 === 0) print(`${rows} rows read`);
      } else if (now - drawnAt > 100) {
        drawnAt = now;
        process.stdout.write(
          `\r\u001B[K${barText(total === 0 ? undefined : bytes / total)} ${rows} rows`,
        );
      }
    },
    say(line: string) {
      refused += 1;
      if (refused > 100) return;
      clear();
      print(refused === 100 ? `${line}\n… further refused lines are only counted` : line);
    },
    end: clear,
  };
}

function barText(share: number | undefined): string {
  if (share === undefined) return "reading";
  const filled = Math.min(30, Math.round(share * 30));
  return `[${"█".repeat(filled)}${"░".repeat(30 - filled)}] ${Math.min(100, Math.floor(share * 100))} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const known =
      error instanceof UsageError || error instanceof EnvError || isArgumentError(error);
    print(
      known
        ? (error as Error).message
        : `The import stopped: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  },
);

function isArgumentError(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
  );
}
