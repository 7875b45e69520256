import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Sql } from "postgres";
import { createClients } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { startPostgres } from "@/lib/launch/postgres.mjs";
import { kindIds } from "@/lib/domain/counts";
import { makePseudonymiser } from "@/lib/providers/keys";
import type { Core } from "@/lib/services/core";
import { createSource } from "@/lib/services/create-source";
import { makeVault, placeOf } from "@/lib/services/vault";
import { makeEnv } from "@/tests/support/env";
import { makeWorkspace } from "@/tests/support/workspace";
import { listDoubles, listWrongCells } from "./recount";
import {
  buildPrograms,
  endAll,
  killAll,
  freePort,
  isListening,
  type Running,
  start,
  until,
} from "./processes";

export const appSecret = "test_app_secret";
export const zone = "Asia/Kolkata";

const testSettings = { shared_buffers: "128MB", max_wal_size: "1GB" };

/** A database cluster, programs and one source per workspace, for tests that kill processes and for benchmarks. */
export async function openStage({
  settings = testSettings,
  programs: more = {},
}: { settings?: Record<string, string>; programs?: Record<string, string> } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "banguard-faults-"));
  const programs = await buildPrograms({
    web: "tests/faults/programs/web.ts",
    client: "tests/faults/programs/client.ts",
    worker: "lib/worker/main.ts",
    ...more,
  });
  const postgres = await startPostgres({
    dataDir: path.join(folder, "data"),
    settings,
    initdb: ["--no-sync"],
  });
  const stopNow = () => stopAtOnce(postgres);
  process.once("exit", stopNow);
  await migrateDatabase(postgres.url, new Date());
  const clients = createClients(postgres.url, { db: 2, raw: 3 });
  const env = makeEnv(postgres.url);
  const core: Core = { ...clients, env, vault: makeVault(env.encryptionKeys) };
  const environment = {
    DATABASE_URL: postgres.url,
    AUTH_SECRET: env.authSecret,
    ENCRYPTION_KEY: env.encryptionKeys[0] ?? "",
    INGEST_RATE: "1000000",
  };

  return {
    postgres,
    core,
    sql: clients.sql,
    async makeSource() {
      const { id: workspaceId } = await makeWorkspace(core, zone, new Date());
      const input = { provider: "meta", name: "Shop", credentials: { appSecret } } as const;
      const { id } = await createSource(core, workspaceId, input, new Date());
      return { workspaceId, path: `/api/webhooks/${id}` };
    },
    folder,
    /** `program`: the web, or one that listens on PORT like it. */
    async startWeb(more: Record<string, string> = {}, program = "web") {
      const port = more["PORT"] ?? String(await freePort());
      const web = start(programs.file(program), [], { ...environment, ...more, PORT: port });
      await Promise.race([until(() => isListening(Number(port))), refuseEnd(web)]);
      return Object.assign(web, { port, url: `http://127.0.0.1:${port}` });
    },
    async startWorker() {
      const worker = start(programs.file("worker"), [], environment);
      await until(() => worker.lines.some((line) => line.includes("worker started")));
      return worker;
    },
    /** Runs a program to its end and answers what it wrote. */
    async run(program: string, orders: object): Promise<string[]> {
      const running = start(programs.file(program), [JSON.stringify(orders)], {});
      const { code } = await running.ended;
      if (code !== 0) throw new Error(`${program} ended with ${code}: ${running.lines.join("\n")}`);
      return running.lines;
    },
    startClient(urls: string[], more: { loops?: number; numbers?: number; name?: string } = {}) {
      const { loops = 8, numbers = 20, name = "m" } = more;
      const file = path.join(folder, `acknowledged-${name}`);
      const orders = { urls, secret: appSecret, file, loops, numbers, name };
      const client = start(programs.file("client"), [JSON.stringify(orders)], {});
      return Object.assign(client, { acknowledged: () => readAcknowledged(file, loops) });
    },
    async close() {
      await endAll();
      await clients.close();
      await postgres.stop();
      process.off("exit", stopNow);
      programs.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
export type Client = ReturnType<Stage["startClient"]>;
export type Web = Running & { port: string; url: string };

/** A run that is interrupted leaves nothing behind: its Postgres lives in a process group of its own. */
function stopAtOnce(postgres: { pid: number; isAlive(): boolean }): void {
  killAll();
  if (postgres.isAlive()) process.kill(postgres.pid, "SIGINT");
}

/** A program that ends at its start says why. */
async function refuseEnd({ ended, lines }: Running): Promise<never> {
  await ended;
  throw new Error(`the program ended at once: ${lines.join("\n")}`);
}

function readAcknowledged(file: string, loops: number): string[] {
  return Array.from({ length: loops }, (_, loop) => `${file}.${loop}`)
    .filter((part) => existsSync(part))
    .flatMap((part) => readFileSync(part, "utf8").split("\n"))
    .filter((line) => line !== "");
}

/** What is wrong with what is stored, compared with what the client was told. */
export async function examine(
  stage: Stage,
  workspaceId: string,
  acknowledged: readonly string[],
): Promise<typeof exact> {
  if (acknowledged.length < 300) throw new Error("the client was answered too rarely to tell");
  return {
    lost: await listLost(stage.core, workspaceId, acknowledged),
    doubles: await listDoubles(stage.sql, workspaceId),
    wrongCells: await listWrongCells(stage.sql, workspaceId, zone),
  };
}

export const exact = {
  lost: [] as string[],
  doubles: [] as unknown[],
  wrongCells: [] as string[],
};

/** Of what the client was told is stored, what is not. Ids are looked up by their pseudonym, as the door stores them. */
export async function listLost(
  core: Core,
  workspaceId: string,
  acknowledged: readonly string[],
): Promise<string[]> {
  const hash = await pseudonymiser(core, core.sql, workspaceId);
  const rows = await core.sql<{ message: string; kind: number }[]>`
    select message, kind from events where workspace_id = ${workspaceId}`;
  const stored = new Set(rows.map(({ message, kind }) => `${message} ${kind}`));
  return acknowledged.filter((line) => {
    const [message = "", status = ""] = line.split(" ");
    return !stored.has(`${hash.message(message)} ${kindIds[status as keyof typeof kindIds]}`);
  });
}

async function pseudonymiser(core: Core, sql: Sql, workspaceId: string) {
  const [row] = await sql<{ key: Buffer }[]>`
    select wrapped_key as key from workspaces where id = ${workspaceId}`;
  if (!row) throw new Error("workspace is gone");
  return makePseudonymiser(core.vault.open(row.key, placeOf("workspace", workspaceId)));
}
