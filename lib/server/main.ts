import next from "next";
import { log } from "@/lib/log";
import { setUpFromEnvironment } from "@/lib/services/set-up";
import { getContext } from "./context";
import { makeFrontServer } from "./front-server";

const context = getContext();
const app = next({
  dev: false,
  dir: process.cwd(),
  hostname: context.env.host,
  port: context.env.port,
});
await app.prepare();
await setUpFromEnvironment(context, new Date());
const server = makeFrontServer(context, app.getRequestHandler());
server.listen(context.env.port, context.env.host, () =>
  log.info("web listens", { port: context.env.port }),
);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), 6_000);
  await closed;
  clearTimeout(impatient);
  await context.close();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
process.on("disconnect", () => void stop());
