import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { findDemo } from "@/db/queries/demo";
import type { Claim } from "@/db/queries/due";
import type { Calendar } from "@/lib/domain/demo/calendar";
import { graphAnswer } from "@/lib/domain/demo/graph";
import type { Core } from "@/lib/services/core";
import { pollSource } from "@/lib/services/poll-source";

/**
 * Stands for WhatsApp when a demo's account is asked about: on loopback, fictional answers only. Which demo and which
 * moment is meant stands in the address, so that it remembers nothing.
 */
export async function startDemoGraph() {
  const server = createServer((request, response) => {
    const answer = answerTo(request.url ?? "/");
    response.writeHead(answer ? 200 : 400, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? { error: { code: 1 } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    urlFor: ({ start, zone }: Calendar, at: number) =>
      `http://127.0.0.1:${port}/${start}/${encodeURIComponent(zone)}/${at}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type DemoGraph = Awaited<ReturnType<typeof startDemoGraph>>;

function answerTo(address: string): object | undefined {
  const { pathname } = new URL(address, "http://graph");
  const [, start, zone, at, ...path] = pathname.split("/");
  const calendar = { start: Number(start), zone: decodeURIComponent(zone ?? "UTC") };
  if (!Number.isFinite(calendar.start)) return undefined;
  return graphAnswer(`/${path.join("/")}`, calendar, Number(at));
}

let shared: Promise<DemoGraph> | undefined;

/** Nothing of a demo reaches WhatsApp: its accounts exist nowhere. */
export async function pollAnySource(core: Core, claim: Claim, now: Date): Promise<void> {
  const demo = await findDemo(core.db, claim.workspaceId);
  if (!demo) return pollSource(core, claim, now);
  shared ??= startDemoGraph();
  const calendar = { start: demo.createdAt.getTime(), zone: demo.zone };
  const metaGraphUrl = (await shared).urlFor(calendar, now.getTime());
  return pollSource({ ...core, env: { ...core.env, metaGraphUrl } }, claim, now);
}
