import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fail } from "./fail.mjs";
import { withLock } from "./lock.mjs";
import { findBinaries } from "./postgres-binaries.mjs";
import {
  ensureCluster,
  freePort,
  isFree,
  lastLine,
  openLog,
  readPassword,
  readPidFile,
  readState,
  systemIdentifierOf,
  writeState,
} from "./postgres-cluster.mjs";
import { registerUser } from "./postgres-users.mjs";
import { checkOwner, chooseWay, commandIn } from "./postgres-way.mjs";
import { queryOnce } from "./postgres-wire.mjs";
import { commandOf, isAlive, waitUntil } from "./process-list.mjs";

const productSettings = {
  jit: "off",
  max_wal_size: "4GB",
  shared_buffers: "256MB",
  wal_compression: "on",
};

/**
 * Starts the Postgres of a data folder, or adopts the one that already runs there.
 * It lives in a process group of its own: Ctrl-C at the terminal must not reach it before the rest has stopped.
 */
export async function startPostgres(options) {
  const dataDir = path.resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const user = registerUser(dataDir);
  const lock = path.join(dataDir, "postgres.lock");
  const spec = { ...options, dataDir, settings: { ...productSettings, ...options.settings } };
  const server = { way: "", cluster: "", url: "", port: 0, pid: 0, fresh: false, adopted: false };
  const start = async () => Object.assign(server, await withLock(lock, () => startLocked(spec)));
  try {
    await start();
  } catch (error) {
    user.leave();
    throw error;
  }

  return Object.assign(server, {
    isAlive: () => isAlive(server.pid),
    /** After it died by itself: the same folder, and the same port if nobody took it. */
    restart: start,
    /** Stops Postgres unless another command still uses the same folder. */
    stop: () => withLock(lock, () => (user.leave() ? stopServer(server) : undefined)),
  });
}

async function startLocked(spec) {
  const { dataDir } = spec;
  const native = spec.native ?? findBinaries();
  const state = readState(dataDir);
  const way = chooseWay({ native, dataDir, kept: state?.way, only: spec.way });
  checkOwner(way);
  const password = readPassword(dataDir);
  const fresh = ensureCluster(way, dataDir, spec.initdb);

  const running = await adopt(way, password);
  const port = running?.port ?? (await choosePort(state?.port));
  const { native: _, ...kept } = way;
  const keptWay = way.name === "elsewhere" ? way : kept;
  writeState(dataDir, { port, way: keptWay, systemIdentifier: systemIdentifierOf(way.cluster) });
  const pid = running?.pid ?? (await launch(way, spec, port, password));
  await ensureDatabase(port, password);

  const url = `postgres://banguard:${password}@127.0.0.1:${port}/banguard`;
  return { url, port, pid, way: way.name, cluster: way.cluster, fresh, adopted: Boolean(running) };
}

async function choosePort(kept) {
  return kept && (await isFree(kept)) ? kept : freePort();
}

/** Only a process that is a postgres on our folder, and a port that answers with our cluster's identity, is ours. */
async function adopt(way, password) {
  const found = readPidFile(way.cluster);
  if (!found || !isAlive(found.pid)) return undefined;
  if (!runsOn(found.pid, way.cluster)) {
    rmSync(path.join(way.cluster, "postmaster.pid")); // the id now belongs to a stranger
    return undefined;
  }
  const port = found.port || readPidFile(way.cluster)?.port;
  const ours = await waitUntil(() => answersAsOurs(way.cluster, port, password), 60_000, 100);
  if (ours) return { pid: found.pid, port };
  return isAlive(found.pid)
    ? fail(
        `A Postgres (process ${found.pid}) runs on ${way.cluster} but does not answer: stop it first.`,
      )
    : undefined;
}

async function answersAsOurs(cluster, port, password) {
  const statement = "select system_identifier from pg_control_system()";
  try {
    const rows = await ask(port, password, statement);
    return rows[0]?.[0] === systemIdentifierOf(cluster);
  } catch {
    return false;
  }
}

function ask(port, password, statement) {
  return queryOnce({ port, user: "banguard", password, database: "postgres" }, statement);
}

/** Tries again for a few seconds: after a hard kill the old backends hold the folder until they notice. */
async function launch(way, spec, port, password) {
  const end = Date.now() + 15_000;
  for (;;) {
    const pid = await launchOnce(way, spec, port, password);
    if (pid) return pid;
    if (Date.now() > end) {
      const log = path.join(spec.dataDir, "postgres.log");
      fail(`The embedded Postgres did not start: ${lastLine(readFileSync(log, "utf8"))} (${log})`);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function launchOnce(way, spec, port, password) {
  const fixed = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
  };
  const settings = Object.entries({ ...spec.settings, ...fixed });
  const { file, args, options } = commandIn(way, "postgres", [
    "-D",
    way.cluster,
    ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  const log = openSync(openLog(spec.dataDir, way), "a");
  const child = spawn(file, args, {
    ...options,
    cwd: way.cluster,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let gone = false;
  child.on("exit", () => (gone = true));
  child.on("error", () => (gone = true));
  child.unref();
  const ready = await waitUntil(
    async () => gone || (await answersAsOurs(way.cluster, port, password)),
    60_000,
    20,
  );
  return ready && !gone ? child.pid : undefined;
}

async function ensureDatabase(port, password) {
  const rows = await ask(port, password, "select 1 from pg_database where datname = 'banguard'");
  if (rows.length === 0) await ask(port, password, "create database banguard");
}

function runsOn(pid, cluster) {
  if (process.platform === "win32") return true;
  const command = commandOf(pid);
  return command.includes("postgres") && command.includes(cluster);
}

/**
 * Stops whatever Postgres runs on the folder now: another command may have started it again since.
 * SIGINT means "stop now, roll open transactions back"; SIGQUIT is for one that does not listen.
 */
async function stopServer(server) {
  const found = readPidFile(server.cluster)?.pid;
  const pid = found && isAlive(found) && runsOn(found, server.cluster) ? found : server.pid;
  for (const [signal, patienceMs] of [
    ["SIGINT", 8000],
    ["SIGQUIT", 2000],
    ["SIGKILL", 1000],
  ]) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await waitUntil(() => !isAlive(pid), patienceMs)) return;
  }
}
