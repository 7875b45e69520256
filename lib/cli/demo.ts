import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClients } from "@/db/client";
import { EnvError, readEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { getDemo } from "@/lib/services/demo/get-demo";
import { setUpDemo } from "@/lib/services/demo/set-up-demo";
import { makeVault } from "@/lib/services/vault";

const mostMs = 10 * 60_000;

/** The last part of `npm run demo`: Maya, her agency, and how to sign in. The worker does the rest. */
async function main(): Promise<void> {
  const env = readEnv();
  const clients = createClients(env.databaseUrl, { db: 2, raw: 1 });
  const core = { env, db: clients.db, sql: clients.sql, vault: makeVault(env.encryptionKeys) };
  const began = Date.now();
  const kept = readKept(env.dataDir);
  const password = kept ?? randomBytes(12).toString("base64url");
  if (kept === undefined) keep(env.dataDir, password);
  const zone = env.setup?.timezone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { email, workspaceId } = await setUpDemo(core, { password, zone }, new Date());
  if (workspaceId !== undefined) await waitUntilReady(core, workspaceId, began);
  print(`The demo is at ${env.appUrl}`);
  print(`Sign in with ${email} and the password ${password}`);
  await clients.close();
}

async function waitUntilReady(
  core: Parameters<typeof getDemo>[0],
  workspaceId: string,
  began: number,
): Promise<void> {
  let shown = -1;
  while (Date.now() - began < mostMs) {
    const { state, done } = await getDemo(core, workspaceId);
    if (state !== "building") break;
    const tenth = Math.floor(done * 10);
    if (tenth > shown) print(`Playing ninety days of Bluebird Agency: ${tenth * 10} %`);
    shown = Math.max(shown, tenth);
    await sleep(500);
  }
  if (shown >= 0) print(`Ninety days took ${Math.round((Date.now() - began) / 1000)} s.`);
}

/** Beside the other secrets of the data folder, so that the next start can say it again. */
function fileOf(dataDir: string): string {
  return path.join(dataDir, "demo.json");
}

function readKept(dataDir: string): string | undefined {
  const file = fileOf(dataDir);
  if (!existsSync(file)) return undefined;
  const { password } = JSON.parse(readFileSync(file, "utf8")) as { password?: string };
  return password;
}

function keep(dataDir: string, password: string): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(fileOf(dataDir), `${JSON.stringify({ password })}\n`, { mode: 0o600 });
  chmodSync(fileOf(dataDir), 0o600);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof EnvError) print(error.message);
    else log.error("the demo could not be set up", error);
    process.exit(1);
  },
);
