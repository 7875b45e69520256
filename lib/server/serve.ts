import { log } from "@/lib/log";
import type { Context } from "./context";
import { makeFrontServer, type NextHandler } from "./front-server";

/** Listens, and on SIGTERM, SIGINT or the loss of the launcher's channel answers what is in hand and ends the process. */
export function serve(context: Context, next: NextHandler): void {
  const { host, port } = context.env;
  const server = makeFrontServer(context, next);
  server.listen(port, host, () => log.info("web listens", { port }));

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Open pages first: they would keep the server open for ever.
    await context.streams.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const impatient = setTimeout(() => server.closeAllConnections(), 6_000);
    await closed;
    clearTimeout(impatient);
    await context.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  process.on("disconnect", () => void stop());
}
