import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isSameProcess, readText } from "./lock.mjs";
import { birthOf } from "./process-list.mjs";

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
