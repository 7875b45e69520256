import { listCampaignHours, listRunStarts } from "@/db/queries/campaigns";
import { listNumberIds } from "@/db/queries/campaign-numbers";
import { findFirstMessage, type RunHour, writeRunStart } from "@/db/queries/run-starts";
import { campaignRuns } from "@/lib/domain/campaign-runs";
import { days, hours } from "@/lib/domain/time";
import type { Core } from "./core";

const lookBack = days(90);
/** A message that comes late may be earlier than what was found: young runs are looked at again. */
const lookAgainFor = hours(26);
const mostAtOnce = 200;

/** The moment of the first message of every campaign, so that pages need no events for it. Repeating is harmless. */
export async function findRunStarts(
  { db, sql }: Core,
  workspaceId: string,
  now: Date,
): Promise<void> {
  const numberIds = await listNumberIds(db, workspaceId);
  const span = { workspaceId, numberIds, from: new Date(now.getTime() - lookBack), to: now };
  const rows = await listCampaignHours(db, span);
  const known = new Set((await listRunStarts(db, span)).map(nameOf));
  const wanted: RunHour[] = numberIds.flatMap((numberId) =>
    campaignRuns(rows.filter((row) => row.numberId === numberId)).map(({ label, firstHour }) => ({
      numberId,
      label,
      hour: firstHour,
    })),
  );
  const missing = wanted.filter(
    (run) =>
      now.getTime() - run.hour < lookAgainFor ||
      !known.has(nameOf({ ...run, labelId: run.label ?? 0 })),
  );
  for (const run of missing.slice(0, mostAtOnce)) {
    const firstAt = await findFirstMessage(sql, workspaceId, run);
    if (firstAt !== undefined) await writeRunStart(sql, workspaceId, run, firstAt);
  }
}

function nameOf({ numberId, labelId, hour }: { numberId: string; labelId: number; hour: number }) {
  return `${numberId} ${labelId} ${hour}`;
}
