import type { Claim } from "@/db/queries/due";
import type { Core } from "./core";
import { clientOfTarget, eraseClient } from "./erase-client";
import { eraseWorkspace } from "./erase-workspace";

export function eraseClaimed(core: Core, claim: Claim, now: Date): Promise<void> {
  const clientId = clientOfTarget(claim.targetId);
  return clientId === undefined
    ? eraseWorkspace(core, claim, now)
    : eraseClient(core, claim, clientId);
}
