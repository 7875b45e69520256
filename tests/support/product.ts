import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { isAlive, waitUntil } from "@/lib/launch/process-list.mjs";

export interface Product {
  url: string;
  port: number;
  dataDir: string;
  /** Of the process that was started: npm's when `through` is npm, else the launcher's. */
  pid: number;
  /** Everything printed so far. */
  output(): string;
  /** The processes of the product that run now, by their part. */
  parts(): { launcher: number[]; web: number[]; worker: number[]; postgres: number[] };
  /** Resolves when the first process has ended. */
  ended: Promise<number | null>;
  stop(): Promise<void>;
}

interface Options {
  env?: Record<string, string>;
  /** Of a product that ran before: its data is found again and left in place. */
  dataDir?: string;
  through?: "node" | "npm";
}

const readyMs = 170_000;

/** The real product, built if need be, on a free port and in a data folder of its own. */
export async function startProduct(options: Options = {}): Promise<Product> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), "banguard-product-")));
  const port = Number(options.env?.["PORT"] ?? (await freePort()));
  const [file, args] =
    options.through === "npm"
      ? ["npm", ["start"]]
      : [process.execPath, ["lib/launch/start.mjs", "start"]];
  const env = { ...process.env, DATA_DIR: dataDir, ...options.env, PORT: String(port) };
  const child = spawn(file, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const product = describe(child, port, dataDir, options.dataDir === undefined);

  const ready = () => product.output().includes("Banguard is ready at") || child.exitCode !== null;
  await waitUntil(ready, readyMs);
  if (child.exitCode === null && product.output().includes("Banguard is ready at")) return product;
  await product.stop();
  throw new Error(`The product did not start:\n${product.output()}`);
}

function describe(child: ChildProcess, port: number, dataDir: string, temporary: boolean): Product {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const parts = () => partsOf(dataDir);
  return {
    url: `http://localhost:${port}`,
    port,
    dataDir,
    pid: child.pid ?? 0,
    output: () => output,
    parts,
    ended,
    async stop() {
      for (const pid of parts().launcher) process.kill(pid, "SIGTERM");
      await waitUntil(() => Object.values(parts()).flat().length === 0, 15_000);
      for (const pid of Object.values(parts()).flat())
        if (isAlive(pid)) process.kill(pid, "SIGKILL");
      if (temporary) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A process belongs to this product when it carries its data folder in environment or command line. */
function partsOf(dataDir: string) {
  const parts = {
    launcher: [] as number[],
    web: [] as number[],
    worker: [] as number[],
    postgres: [] as number[],
  };
  for (const pid of readdirSync("/proc").map(Number).filter(Boolean)) {
    const command = read(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
    if (command.includes(`-D ${dataDir}/`)) parts.postgres.push(pid);
    if (
      !command.includes("node") ||
      !read(`/proc/${pid}/environ`).includes(`DATA_DIR=${dataDir}\0`)
    )
      continue;
    if (/lib\/launch\/start\.mjs start/.test(command) && !command.startsWith("sh "))
      parts.launcher.push(pid);
    if (command.includes(".build/server/main.mjs")) parts.web.push(pid);
    if (command.includes(".build/worker/main.mjs")) parts.worker.push(pid);
  }
  return parts;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
