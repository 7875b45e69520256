import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";

/** Programs of the product and of these tests, bundled for this test file alone. */
export async function buildPrograms(entries: Record<string, string>) {
  // Inside the checkout, so that packages are found from there.
  const folder = path.resolve(`.build/faults-${process.pid}-${randomBytes(4).toString("hex")}`);
  await build({
    entryPoints: Object.entries(entries).map(([out, file]) => ({ in: file, out })),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return {
    file: (name: string) => path.join(folder, `${name}.mjs`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface Running {
  pid: number;
  /** What it has written so far, line by line. */
  lines: string[];
  /** Resolves when the process is gone. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

const running = new Set<ChildProcess>();

export function start(file: string, args: string[], environment: Record<string, string>): Running {
  const child = spawn(process.execPath, ["--enable-source-maps", file, ...args], {
    env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const lines: string[] = [];
  let rest = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
    });
  }
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.on("exit", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    }),
  );
  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

export function killAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** For afterAll: nothing of ours outlives a failed test. */
export async function endAll(): Promise<void> {
  killAll();
  await until(() => running.size === 0);
}

export async function until(
  holds: () => boolean | Promise<boolean>,
  patienceMs = 20_000,
  everyMs = 20,
): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > end)
      throw new Error(`still not so after ${patienceMs} ms: ${holds.toString()}`);
    await sleep(everyMs);
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
