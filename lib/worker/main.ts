import { createClients } from "@/db/client";
import { EnvError, readEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { makeVault } from "@/lib/services/vault";
import { startWorker } from "./worker";

const drainMs = 10_000;

/** `npm run worker`, and the child process of `npm start`: ends with its parent. */
async function main(): Promise<void> {
  const env = readEnv();
  const clients = createClients(env.databaseUrl, { db: 4, raw: 3 });
  const quick = createClients(env.databaseUrl, { db: 4, raw: 4 }, { synchronous_commit: "off" });
  const shared = { env, vault: makeVault(env.encryptionKeys) };
  const worker = await startWorker({ ...shared, ...clients }, { ...shared, ...quick });
  log.info("worker started", { pid: process.pid });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), drainMs).unref();
    await worker.stop();
    await Promise.all([clients.close(), quick.close()]);
    log.info("worker stopped", { pid: process.pid });
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
  process.on("disconnect", () => void stop());
}

main().catch((error: unknown) => {
  if (error instanceof EnvError) process.stdout.write(`${error.message}\n`);
  else log.error("worker could not start", error);
  process.exit(1);
});
