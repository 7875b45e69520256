import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import net from "node:net";
import path from "node:path";
import { fail } from "./fail.mjs";
import { commandIn, handOver } from "./postgres-way.mjs";

const major = "18";

/** Port and way of running, kept beside the cluster so that the next start finds it as it was. */
export function readState(dataDir) {
  const file = path.join(dataDir, "postgres.json");
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return fail(`${file} is damaged: it must hold JSON with port and way.`);
  }
}

export function writeState(dataDir, state) {
  writePrivate(path.join(dataDir, "postgres.json"), `${JSON.stringify(state, null, 2)}\n`);
}

export function writePrivate(file, text) {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}

export function readPassword(dataDir) {
  const file = path.join(dataDir, "postgres.password");
  if (!existsSync(file)) writePrivate(file, randomBytes(24).toString("base64url"));
  return readFileSync(file, "utf8").trim();
}

/** A cluster appears whole or not at all: made beside its place, then renamed. Answers true when it is new. */
export function ensureCluster(way, dataDir, extraArgs = []) {
  if (existsSync(path.join(way.cluster, "PG_VERSION"))) {
    checkVersion(way.cluster);
    return false;
  }
  if (existsSync(way.cluster)) removeEmpty(way.cluster);
  const draft = `${way.cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = `${way.cluster}.pw`;
  writeFileSync(passwordFile, readPassword(dataDir), { mode: 0o600 });
  handOver(way, draft);
  handOver(way, passwordFile);
  try {
    runInitdb(way, draft, passwordFile, extraArgs);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, way.cluster);
  return true;
}

function removeEmpty(folder) {
  try {
    rmdirSync(folder);
  } catch {
    fail(`${folder} holds something that is no database: move it away or set DATA_DIR.`);
  }
}

function runInitdb(way, cluster, passwordFile, extraArgs) {
  const { file, args, options } = commandIn(way, "initdb", [
    `--pgdata=${cluster}`,
    "--username=banguard",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--no-instructions",
    ...extraArgs,
  ]);
  const result = spawnSync(file, args, {
    ...options,
    cwd: path.dirname(cluster),
    encoding: "utf8",
  });
  if (result.status === 0) return;
  rmSync(cluster, { recursive: true, force: true });
  const reason = result.error?.message ?? lastLine(result.stderr);
  fail(`The embedded Postgres could not be created in ${path.dirname(cluster)}: ${reason}`);
}

function checkVersion(cluster) {
  const found = readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
  if (found === major) return;
  fail(
    `${cluster} was made by Postgres ${found}, this Banguard brings ${major}: dump it with Postgres ${found} and restore it, or set DATABASE_URL.`,
  );
}

export function systemIdentifierOf(cluster) {
  // The first eight bytes of pg_control, in the byte order of the machine (all ours are little-endian).
  return readFileSync(path.join(cluster, "global/pg_control")).readBigUInt64LE(0).toString();
}

/** What postmaster.pid says, as long as it says something. */
export function readPidFile(cluster) {
  try {
    const lines = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]) } : undefined;
  } catch {
    return undefined;
  }
}

const largestLog = 10 * 1024 * 1024;

/** One older log is kept beside the current one. */
export function openLog(dataDir, way) {
  const file = path.join(dataDir, "postgres.log");
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`);
  if (!existsSync(file)) writeFileSync(file, "", { mode: 0o600 });
  chmodSync(file, 0o600);
  handOver(way, file);
  return file;
}

export function lastLine(text) {
  return text?.trim().split("\n").at(-1) ?? "unknown reason";
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export function isFree(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.on("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
