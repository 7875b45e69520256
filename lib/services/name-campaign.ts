import { deleteRunNames, insertRunName } from "@/db/queries/run-names";
import type { Actor } from "@/lib/domain/audit";
import type { Reach } from "@/lib/domain/reach";
import { hours } from "@/lib/domain/time";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import type { Core } from "./core";
import { requireCampaign } from "./find-campaign";

export interface NamingAction {
  reach: Reach;
  campaignId: string;
  userId: string | undefined;
  actor: Actor;
}

/** Names a campaign that was only recognised; null takes the name away. From then on it stands wherever the campaign does. Repeating is harmless. */
export async function nameCampaign(
  core: Core,
  { reach, campaignId, userId, actor }: NamingAction,
  name: string | null,
  now: Date,
): Promise<void> {
  const { workspaceId } = reach;
  const { run, number } = await requireCampaign(core, reach, campaignId, now);
  if (run.label !== null) {
    throw new AppError("bad_request", "This campaign has the name its sender gave it.", {
      field: "name",
    });
  }
  const bounds = {
    workspaceId,
    numberId: run.numberId,
    startedAt: new Date(run.firstHour),
    endedAt: new Date(run.lastHour + hours(1)),
  };
  await core.db.transaction(async (tx) => {
    const [before] = await deleteRunNames(tx, bounds);
    if (name !== null) {
      await insertRunName(tx, { ...bounds, name, namedBy: userId ?? null, namedAt: now });
    }
    if (before === (name ?? undefined)) return;
    const action = name === null ? "campaign_name_removed" : "campaign_named";
    const target = { kind: "campaign", id: campaignId, name: name ?? before ?? "" };
    const detail = { number: number.name, before: before ?? null };
    await audit(tx, workspaceId, actor, { action, target, detail }, now);
  });
}
