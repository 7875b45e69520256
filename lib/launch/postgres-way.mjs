import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { fail } from "./fail.mjs";
import { binary } from "./postgres-binaries.mjs";

/**
 * Postgres refuses to run as root. How it runs instead, tried in this order:
 * "self" (we are not root), "user" (as postgres or nobody, who must reach binaries and folder),
 * "namespace" (root outside, nobody inside a user namespace), "elsewhere" (as that user, in /var/lib).
 */
export function chooseWay({ native, dataDir, kept, only }) {
  const cluster = path.join(dataDir, "postgres");
  if (process.getuid?.() !== 0) return { name: "self", cluster, native };
  if (kept) return { native, ...kept };
  const tries = { user: asUser, namespace: inNamespace, elsewhere };
  for (const name of only ? [only] : Object.keys(tries)) {
    const way = tries[name](native, cluster, dataDir);
    if (way) return { name, native, ...way };
  }
  return fail(
    `Postgres does not run as root and neither user postgres nor a user namespace works here: start as another user, or set DATABASE_URL.`,
  );
}

/** How to start a program of Postgres in this way. */
export function commandIn(way, program, args) {
  const file = binary(way.native, program);
  const env = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
  if (way.name === "namespace") {
    return {
      file: "unshare",
      args: ["-U", "--map-user=65534", "--", file, ...args],
      options: { env },
    };
  }
  if (way.uid === undefined) return { file, args, options: { env } };
  return { file, args, options: { env, uid: way.uid, gid: way.gid } };
}

/** Files made by root become readable for the one who runs Postgres. */
export function handOver(way, file) {
  if (way.uid !== undefined) chownSync(file, way.uid, way.gid);
}

function asUser(native, cluster) {
  const user = findUser();
  if (!user || !reaches(user, native, path.dirname(cluster))) return undefined;
  return { cluster, ...user };
}

function inNamespace(native, cluster) {
  const { file, args } = commandIn({ name: "namespace", native }, "postgres", ["--version"]);
  const { status } = spawnSync(file, args, { stdio: "ignore" });
  return status === 0 ? { cluster } : undefined;
}

/** Both cluster and binaries go where the user can reach them. */
function elsewhere(native, _cluster, dataDir) {
  const user = findUser();
  if (!user) return undefined;
  const name = createHash("sha256").update(path.resolve(dataDir)).digest("hex").slice(0, 16);
  const home = path.join("/var/lib/banguard", name);
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
  } catch {
    return undefined;
  }
  const copy = path.join(home, "native");
  if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return reaches(user, copy, home)
    ? { cluster: path.join(home, "postgres"), native: copy, ...user }
    : undefined;
}

function findUser() {
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (flag) =>
        Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
      return { user: name, uid: id("-u"), gid: id("-g") };
    } catch {
      // no such user: the next one
    }
  }
  return undefined;
}

function reaches({ uid, gid }, native, folder) {
  const script = '"$0" --version >/dev/null 2>&1 && cd "$1"';
  const args = ["-c", script, binary(native, "postgres"), folder];
  return spawnSync("/bin/sh", args, { uid, gid, stdio: "ignore", cwd: "/" }).status === 0;
}

/** One line instead of a puzzle when the files belong to somebody who cannot be reached from here. */
export function checkOwner(way) {
  if (process.platform === "win32" || !existsSync(path.join(way.cluster, "PG_VERSION"))) return;
  const owner = statSync(way.cluster).uid;
  const expected = way.uid ?? process.getuid();
  if (owner === expected) return;
  fail(
    `${way.cluster} belongs to user id ${owner}, not ${expected}: start as its owner or change the owner.`,
  );
}
