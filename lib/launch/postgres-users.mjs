import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { birthOf, isAlive, waitUntil } from "./process-list.mjs";

/**
 * Several commands may use one database folder at once (`npm start` and `npm run import`).
 * Each leaves a file here while it lives; the last one to go stops Postgres.
 */
export function registerUser(dataDir) {
  const folder = path.join(dataDir, "postgres.users");
  mkdirSync(folder, { recursive: true });
  const name = `${process.pid}-${randomBytes(4).toString("hex")}`;
  writeFileSync(path.join(folder, name), birthOf(process.pid));
  return {
    /** Answers true when nobody else is left. */
    leave() {
      rmSync(path.join(folder, name), { force: true });
      return livingUsers(folder).length === 0;
    },
  };
}

function livingUsers(folder) {
  return readdirSync(folder).filter((name) => {
    const file = path.join(folder, name);
    if (isSameProcess(Number.parseInt(name, 10), readText(file))) return true;
    rmSync(file, { force: true });
    return false;
  });
}

/** Starting and stopping exclude each other between processes. A dead holder's lock is taken over. */
export async function withLock(dataDir, work) {
  const file = path.join(dataDir, "postgres.lock");
  const mine = `${process.pid}\n${birthOf(process.pid)}`;
  const taken = await waitUntil(() => tryLock(file, mine), 120_000, 50);
  if (!taken) throw new Error(`${file} is held by process ${readText(file)}`);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryLock(file, mine) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine);
  try {
    linkSync(draft, file); // appears with its content or not at all
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const [pid, birth] = readText(file).split("\n");
    if (!isSameProcess(Number(pid), birth ?? "")) rmSync(file, { force: true });
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function isSameProcess(pid, birth) {
  return isAlive(pid) && birthOf(pid) === birth;
}

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
