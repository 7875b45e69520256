import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { inRoot, root } from "./paths.mjs";
import { isAlive, waitUntil } from "./process-list.mjs";
import { say } from "./say.mjs";

/**
 * A process of the product that is kept running. What lib/server/main.ts and lib/worker/main.ts promise: SIGTERM
 * means finish and exit; child-guard.mjs sends it when we were killed. Children live in process groups of their own:
 * Ctrl-C reaches us alone, and we stop them in order.
 */
export class Child {
  #process;
  #stopping = false;
  #failures = 0;
  #timer;

  constructor({ name, file, args = [], environment, onFatal, once = false }) {
    Object.assign(this, { name, file, args, environment, onFatal, once });
    this.established = false;
  }

  start() {
    const startedAt = Date.now();
    const guard = pathToFileURL(inRoot("lib/launch/child-guard.mjs")).href;
    const args = ["--enable-source-maps", "--import", guard, this.file, ...this.args];
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: this.environment(),
      cwd: root,
      detached: true,
    });
    this.#process = child;
    child.on("error", (error) => this.#ended(error.message, startedAt));
    child.on("exit", (code, signal) => this.#ended(signal ?? `code ${code}`, startedAt, code));
  }

  get pid() {
    return this.#process?.pid;
  }

  get exited() {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  #ended(how, startedAt, code) {
    if (this.#stopping) return;
    if (this.once && code === 0) return;
    if (!this.established) {
      this.onFatal(`The ${this.name} ended before it was ready (${how}).`);
      return;
    }
    this.#failures = Date.now() - startedAt > 60_000 ? 0 : this.#failures + 1;
    const pauseMs = Math.min(500 * 2 ** Math.max(this.#failures - 1, 0), 10_000);
    say(`The ${this.name} ended by itself (${how}): starting it again in ${pauseMs / 1000} s.`);
    this.#timer = setTimeout(() => this.start(), pauseMs);
  }

  /** Asks it to finish, and ends it when it has not done so in time. */
  async stop(patienceMs) {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const { pid } = this;
    if (!pid || this.exited) return;
    process.kill(pid, "SIGTERM");
    if (await waitUntil(() => this.exited || !isAlive(pid), patienceMs)) return;
    say(`The ${this.name} did not stop in ${patienceMs / 1000} s: ending it.`);
    process.kill(pid, "SIGKILL");
  }
}
