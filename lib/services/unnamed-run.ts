import { findZone } from "@/db/queries/windows";
import type { CampaignRun } from "@/lib/domain/alert/input";
import { days } from "@/lib/domain/time";
import { loadRuns } from "./load-runs";
import type { Telling } from "./story-occasion";

/** The last campaign that was only recognised (ux.md 2.7); its label is 0, its name what somebody here called it, else empty. */
export async function findUnnamedRun(
  { core, db, workspaceId, now }: Telling,
  numberId: string,
): Promise<CampaignRun | undefined> {
  const zone = (await findZone(core.sql, workspaceId)) ?? "UTC";
  const from = new Date(now.getTime() - days(7));
  const span = { workspaceId, zone, numberIds: [numberId], from, to: now };
  const { runs } = await loadRuns({ ...core, db }, span, now);
  const run = runs.find(({ label }) => label === null);
  if (!run) return undefined;
  const { firstHour, lastHour, sent, delivered, failed, optedOut, blocked, failures } = run;
  return {
    labelId: 0,
    name: run.name ?? "",
    firstHour,
    lastHour,
    sent,
    delivered,
    failed,
    optedOut,
    blocked,
    unreachable: failures.unreachable,
  };
}
