import { advanceTraffic, type DemoRow, findDemo } from "@/db/queries/demo";
import { type Claim, finishDue } from "@/db/queries/due";
import { calmDelivery, type CalmDelivery, calmEveryMs, lastHour } from "@/lib/domain/demo/calm";
import { pieces } from "@/lib/domain/demo/live-campaign";
import { paydayRows } from "@/lib/domain/demo/payday";
import { days, minutes } from "@/lib/domain/time";
import { log } from "@/lib/log";
import type { Core } from "@/lib/services/core";
import { deliverNow, type DemoSources, openDemoSources } from "./door";

/** Nobody has opened the demo for a day: it keeps its numbers fresh, no more. */
const idleEveryMs = minutes(1);
/** While the web does not answer. */
const againAfterMs = 5000;

/**
 * The demo's present, each message over HTTP to the real door: the hour before it started, calm traffic, and once the
 * scene. What was played is remembered, so that a restart goes on where it stopped.
 */
export async function playDemoTraffic(core: Core, claim: Claim, now: Date): Promise<void> {
  const demo = await findDemo(core.db, claim.workspaceId);
  if (!demo) return finishDue(core.db, claim, undefined);
  const sources = await openDemoSources(core, claim.workspaceId);
  const played = claim.lastEventAt;
  try {
    if (played === null) await playLastHour(core, sources, now);
    else await playSince(core, sources, { demo, played: played.getTime() }, now);
    await advanceTraffic(core.db, claim, now, new Date(now.getTime() + everyMs(demo, now)));
  } catch (error) {
    log.error("demo traffic not delivered", error, { workspaceId: claim.workspaceId });
    await advanceTraffic(core.db, claim, played, new Date(now.getTime() + againAfterMs));
  }
}

function everyMs({ seenAt, createdAt }: DemoRow, now: Date): number {
  const opened = (seenAt ?? createdAt).getTime();
  return now.getTime() - opened > days(1) ? idleEveryMs : calmEveryMs;
}

async function playLastHour(core: Core, sources: DemoSources, now: Date): Promise<void> {
  for (const { at, delivery } of lastHour(now.getTime()))
    if (at <= now.getTime()) await send(core, sources, delivery, now);
}

interface Since {
  demo: DemoRow;
  played: number;
}

async function playSince(core: Core, sources: DemoSources, { demo, played }: Since, now: Date) {
  const until = now.getTime();
  await send(core, sources, calmDelivery(until), now);
  if (!demo.seenAt) return;
  const rows = paydayRows(demo.seenAt.getTime(), played, until);
  for (const body of pieces(rows)) await send(core, sources, { client: "pico", body }, now);
}

async function send(
  core: Core,
  sources: DemoSources,
  { client, body, forged }: CalmDelivery,
  now: Date,
): Promise<void> {
  const status = await deliverNow(core, sources[client], body, now.getTime(), forged);
  if (status !== 200 && !forged) throw new Error(`the door answered ${status}`);
}
