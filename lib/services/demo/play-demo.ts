import { demoHistory } from "@/db/queries/demo";
import type { Claim } from "@/db/queries/due";
import type { Core } from "@/lib/services/core";
import { playDemoHistory } from "./play-history";
import { playDemoTraffic } from "./play-traffic";

/** The worker's part of a demo: first its ninety days, then what goes on. */
export async function playDemo(core: Core, claim: Claim, now: Date): Promise<void> {
  const play = claim.targetId === demoHistory ? playDemoHistory : playDemoTraffic;
  return play(core, claim, now);
}
