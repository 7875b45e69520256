import { createServer } from "node:http";
import next from "next";
import { setUpFromEnvironment } from "@/lib/services/set-up";
import { sendConsoleToLog } from "./console-to-log";
import { getContext } from "./context";
import { serve } from "./serve";

sendConsoleToLog();
const context = getContext();
const app = next({
  dev: false,
  dir: process.cwd(),
  hostname: context.env.host,
  port: context.env.port,
  // Next would listen for upgrades on our server and leave them open for ever; this one never gets any.
  httpServer: createServer(),
});
await app.prepare();
await setUpFromEnvironment(context, new Date());
serve(context, app.getRequestHandler());
