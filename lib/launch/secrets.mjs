import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fail } from "./fail.mjs";
import { writePrivate } from "./postgres-cluster.mjs";

const names = ["AUTH_SECRET", "ENCRYPTION_KEY"];

/** The operator's keys, or ones made once and kept in the data folder where only we can read them. */
export function readSecrets(source, dataDir) {
  const given = Object.fromEntries(
    names.filter((name) => source[name]).map((name) => [name, source[name]]),
  );
  if (names.every((name) => given[name])) return given;

  const file = path.join(dataDir, "secrets.json");
  const kept = readKept(file);
  const missing = names.filter((name) => !kept[name]);
  for (const name of missing) kept[name] = randomBytes(32).toString("base64url");
  mkdirSync(dataDir, { recursive: true });
  if (missing.length > 0) writePrivate(file, `${JSON.stringify(kept, null, 2)}\n`);
  chmodSync(file, 0o600);
  return { ...kept, ...given };
}

function readKept(file) {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return fail(
      `${file} is damaged: restore it from a backup, stored credentials cannot be read without it.`,
    );
  }
}
