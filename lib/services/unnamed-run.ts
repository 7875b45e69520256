import { listCampaignHours } from "@/db/queries/campaigns";
import type { CampaignRun } from "@/lib/domain/alert/input";
import { campaignRuns } from "@/lib/domain/campaign-runs";
import { days } from "@/lib/domain/time";
import type { Telling } from "./story-occasion";

/** The last campaign that was recognised but never named (ux.md 2.7); its label is 0. */
export async function findUnnamedRun(
  { db, workspaceId, now }: Telling,
  numberId: string,
): Promise<CampaignRun | undefined> {
  const from = new Date(now.getTime() - days(7));
  const rows = await listCampaignHours(db, { workspaceId, numberId, from, to: now });
  const run = campaignRuns(rows, []).find(({ label }) => label === null);
  if (!run) return undefined;
  const { firstHour, lastHour, sent, delivered, failed, optedOut } = run;
  return {
    labelId: 0,
    name: "",
    firstHour,
    lastHour,
    sent,
    delivered,
    failed,
    optedOut,
    blocked: 0,
    unreachable: 0,
  };
}
