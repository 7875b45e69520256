import { spawn } from "node:child_process";
import { root } from "./paths.mjs";
import { watchParent } from "./process-list.mjs";

/**
 * Runs a program to its end and answers its exit code. It shares our terminal: Ctrl-C reaches it directly,
 * so all we do with a signal meant for us alone is pass it on.
 */
export function runToEnd(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: "inherit", cwd: root, ...options });
    const passOn = (signal) => child.kill(signal);
    const ignore = () => undefined;
    process.on("SIGTERM", passOn);
    process.on("SIGHUP", passOn);
    process.on("SIGINT", ignore);
    const watch = watchParent(() => child.kill("SIGTERM"));
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      watch.end();
      process.off("SIGTERM", passOn);
      process.off("SIGHUP", passOn);
      process.off("SIGINT", ignore);
      resolve(signal ? 1 : code);
    });
  });
}

/** A command of an installed package: native program or script, as its own first line says. */
export function runTool(name, args, options = {}) {
  const windows = process.platform === "win32";
  const file = `${root}/node_modules/.bin/${name}${windows ? ".cmd" : ""}`;
  return runToEnd(file, args, { shell: windows, ...options });
}
