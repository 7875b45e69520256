import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** A killed child whose parent has not asked for it yet still answers signals. */
function isZombie(pid) {
  if (process.platform !== "linux") return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return true;
  }
}

/** The command line of a process, or "" when it cannot be read. */
export function commandOf(pid) {
  try {
    if (process.platform === "linux") {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    }
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

function parentOf(pid) {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    }
    return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    return 0;
  }
}

/**
 * Calls back once when whoever started us is gone: npm does not pass SIGTERM on, and a killed one cannot.
 * Between npm and us there may be a shell, which survives npm.
 */
export function watchParent(onGone) {
  const parent = process.ppid;
  const throughShell = /^(\S*\/)?(ba|da|z)?sh -c /.test(commandOf(parent));
  const grandparent = throughShell ? parentOf(parent) : 0;
  const timer = setInterval(() => {
    const same = process.ppid === parent && (!grandparent || parentOf(parent) === grandparent);
    if (same) return;
    clearInterval(timer);
    onGone();
  }, 250);
  timer.unref();
  return { end: () => clearInterval(timer) };
}

/** Tells two processes with the same id apart: ids are reused, in containers soon. */
export function birthOf(pid) {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

export async function waitUntil(condition, timeoutMs, everyMs = 25) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
