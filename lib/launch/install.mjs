import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fail } from "./fail.mjs";
import { withLock } from "./lock.mjs";
import { mendDriver } from "./mend-driver.mjs";
import { inRoot } from "./paths.mjs";
import { runToEnd } from "./run.mjs";
import { say } from "./say.mjs";

const stamp = inRoot("node_modules/.banguard-installed");

/** Packages as the lock file says, tools for building included. Decided by content, never by time of change. */
export async function installPackages() {
  if (!isInstalled()) await installOnce();
  mendDriver();
}

function installOnce() {
  return withLock(
    inRoot(".build/install.lock"),
    () => (isInstalled() ? undefined : install()),
    600_000,
  );
}

async function install() {
  if (matchesInstalled()) return writeFileSync(stamp, fingerprint());
  say("Installing packages…");
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath;
  const code = npm?.endsWith(".js")
    ? await runToEnd(process.execPath, [npm, ...args], { stdio: ["ignore", 2, 2] })
    : await runToEnd("npm", args, { stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  if (code !== 0) fail(`npm ci ended with code ${code}: the packages could not be installed.`);
  writeFileSync(stamp, fingerprint());
  return undefined;
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();
}

function fingerprint() {
  const hash = createHash("sha256").update(readFileSync(inRoot("package-lock.json")));
  return `${hash.digest("hex")} ${process.platform}-${process.arch}`;
}

/** Somebody ran npm by hand: what npm itself noted down is compared package by package. */
function matchesInstalled() {
  const noted = inRoot("node_modules/.package-lock.json");
  if (!existsSync(noted)) return false;
  const installed = readPackages(noted);
  return Object.entries(readPackages(inRoot("package-lock.json"))).every(([folder, wanted]) => {
    if (folder === "" || (wanted.optional && !installed[folder])) return true;
    return installed[folder]?.version === wanted.version;
  });
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
