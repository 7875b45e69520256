import { finishDue, markDue, type Claim } from "@/db/queries/due";
import {
  advanceReconstruct,
  listLastScores,
  listLiveHours,
  type ReconstructedHour,
  writeReconstructed,
  writeSparkline,
} from "@/db/queries/reconstruct";
import { findZone } from "@/db/queries/windows";
import type { Instant } from "@/lib/domain/event";
import { scoreNumber } from "@/lib/domain/score/score";
import { nextSparkline } from "@/lib/domain/sparkline";
import { days, hours, hourStart } from "@/lib/domain/time";
import type { Core } from "./core";
import { countMissingDays } from "./count-people";
import { loadWindow } from "./load-window";

/** A claim works on so many hours, then others have their turn. */
const hoursPerClaim = 240;
const hoursPerWrite = 60;

/**
 * After an import, or events that came late: the scores of the hours since then that nobody judged while they lasted.
 * What was said live is never rewritten. Nothing here opens an alert.
 */
export async function reconstructScores(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId, targetId: numberId, lastEventAt } = claim;
  const zone = await findZone(core.sql, workspaceId);
  if (zone === undefined || !lastEventAt) return finishDue(core.db, claim, undefined);

  if (await countMissingDays(core, workspaceId, zone, now)) {
    return advanceReconstruct(core.db, claim, lastEventAt, now);
  }
  const first = hourStart(lastEventAt.getTime(), zone);
  const current = hourStart(now.getTime(), zone);
  const end = Math.min(first + hours(hoursPerClaim), current);
  await reconstruct(core, { workspaceId, numberId, zone }, first, end);
  if (end < current) return advanceReconstruct(core.db, claim, new Date(end), now);

  await redraw(core, workspaceId, numberId, now);
  await markDue(core.db, { workspaceId, kind: "score", targetId: numberId }, now);
  await markDue(core.db, { workspaceId, kind: "people", targetId: workspaceId }, now);
  await finishDue(core.db, claim, undefined);
}

interface Subject {
  workspaceId: string;
  numberId: string;
  zone: string;
}

async function reconstruct(core: Core, subject: Subject, from: Instant, to: Instant) {
  const { workspaceId, numberId, zone } = subject;
  const live = await listLiveHours(core.db, workspaceId, numberId, new Date(from), new Date(to));
  let done: ReconstructedHour[] = [];
  for (let hour = from; hour < to; hour = hourStart(hour + hours(1), zone)) {
    if (live.has(hour)) continue;
    const score = await scoreAtEndOf(core, subject, hour);
    if (!score) return;
    done.push({ hour: new Date(hour), score });
    if (done.length === hoursPerWrite) {
      await writeReconstructed(core.db, workspaceId, numberId, done);
      done = [];
    }
  }
  await writeReconstructed(core.db, workspaceId, numberId, done);
}

/** As it would have been judged in the hour's last moment, from what was counted: who could report is not known of the past. */
async function scoreAtEndOf({ sql }: Core, subject: Subject, hour: Instant) {
  const end = hourStart(hour + hours(1), subject.zone) - 1;
  const { window, scored } = await loadWindow(sql, { ...subject, now: new Date(end) });
  return scored ? scoreNumber({ ...window, sources: [] }) : undefined;
}

/** The small line of the list, from what stands in the hours. */
async function redraw({ db }: Core, workspaceId: string, numberId: string, now: Date) {
  const rows = await listLastScores(db, workspaceId, numberId, new Date(now.getTime() - days(7)));
  let line: { points: (number | null)[]; at: Instant } | undefined;
  for (const { hour, last } of rows) {
    const at = hour.getTime();
    line = { points: nextSparkline(line, last, at), at };
  }
  if (line) await writeSparkline(db, workspaceId, numberId, line.points);
}
