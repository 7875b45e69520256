import type { CampaignRun } from "./campaign-runs";
import type { Instant } from "./event";
import { hours } from "./time";

/** Which run of which campaign on which number; `label` null for one that was only recognised. */
export interface RunKey {
  numberId: string;
  label: number | null;
  hour: Instant;
}

/** What a campaign is called in an address. */
export function runId({ numberId, label, hour }: RunKey): string {
  return `${numberId}.${label ?? 0}.${hour / 1000}`;
}

const shape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})\.(\d{1,10})$/;

/** Undefined for what is no id of a campaign. */
export function parseRunId(id: string): RunKey | undefined {
  const [, numberId, label, seconds] = shape.exec(id.toLowerCase()) ?? [];
  if (numberId === undefined || label === undefined) return undefined;
  return { numberId, label: Number(label) || null, hour: Number(seconds) * 1000 };
}

/** An address stays good when messages that came late have moved the beginning. */
export function findRun<R extends CampaignRun>(
  runs: readonly R[],
  { label, hour }: RunKey,
): R | undefined {
  return runs.find(
    (run) => run.label === label && run.firstHour <= hour && hour < run.lastHour + hours(1),
  );
}
