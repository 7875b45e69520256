import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { birthOf, isAlive, waitUntil } from "./process-list.mjs";

/** Work that excludes itself between processes. A dead holder's lock is taken over. */
export async function withLock(file, work, patienceMs = 120_000) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${process.pid}\n${birthOf(process.pid)}`;
  const taken = await waitUntil(() => tryLock(file, mine), patienceMs, 50);
  if (!taken) throw new Error(`${file} is held by process ${readText(file).split("\n")[0]}`);
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

export function isSameProcess(pid, birth) {
  return pid > 0 && isAlive(pid) && birthOf(pid) === birth;
}

export function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
