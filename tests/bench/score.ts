import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchRow } from "@/lib/cli/bench";
import { createApiKey } from "@/lib/services/create-api-key";
import { openStage, type Stage } from "@/tests/faults/stage";

const perSecond = 500;
const seconds = 30;
/** The first seconds warm up plans and caches and are not measured. */
const warmUpSeconds = 8;
const numbers = Array.from({ length: 100 }, (_, index) => `+1555${String(2_000_000 + index)}`);
const lookEveryMs = 10;

interface Sent {
  number: string;
  at: number;
  hard: boolean;
  answeredMs: number;
}

/** When each number's score was first seen to hold events up to a moment; ascending. */
type Sightings = Map<string, { seenAt: number; upTo: number }[]>;

/** From sending an event to a score that was computed with it: 500 events a second, 100 numbers, one web, one worker. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const stage = await openStage({
    settings: {},
    programs: { stream: "tests/bench/programs/stream.ts" },
  });
  try {
    const { workspaceId } = await stage.makeSource();
    const web = await stage.startWeb();
    const worker = await stage.startWorker();
    const sent = await stream(stage, workspaceId, web.url, say);
    await worker.kill("SIGTERM");
    await web.kill("SIGTERM");
    return rowsOf(sent);
  } finally {
    await stage.close();
  }
}

interface Measured extends Sent {
  visibleMs: number;
}

async function stream(
  stage: Stage,
  workspaceId: string,
  url: string,
  say: (line: string) => void,
): Promise<Measured[]> {
  const { key } = await createApiKey(
    stage.core.db,
    workspaceId,
    { name: "bench", scope: "write" },
    new Date(),
  );
  const file = path.join(stage.folder, "sent.json");
  const watch = watchScores(stage, workspaceId);
  // A prime, so that hard facts meet every number.
  await stage.run("stream", { url, key, file, perSecond, seconds, numbers, hardEvery: 101 });
  const all = JSON.parse(readFileSync(file, "utf8")) as Sent[];
  say(`${all.length} events sent and committed`);
  const sightings = await watch.until(all);
  const from = Math.min(...all.map(({ at }) => at)) + warmUpSeconds * 1000;
  return all
    .filter(({ at }) => at >= from)
    .map((one) => ({ ...one, visibleMs: seenAt(sightings, one) - one.at }));
}

function watchScores(stage: Stage, workspaceId: string) {
  const sightings: Sightings = new Map(numbers.map((number) => [number, []]));
  let done = false;
  const look = async () => {
    const rows = await stage.sql<{ number: string; at: Date }[]>`
      select n.number, s.last_event_at as at from score_now s
      join numbers n on n.workspace_id = s.workspace_id and n.id = s.node_id
      where s.workspace_id = ${workspaceId} and s.node_kind = 'number' and s.last_event_at is not null`;
    const now = Date.now();
    for (const { number, at } of rows) {
      const seen = sightings.get(number);
      if (seen && at.getTime() > (seen.at(-1)?.upTo ?? 0))
        seen.push({ seenAt: now, upTo: at.getTime() });
    }
  };
  const watching = (async () => {
    while (!done) {
      await look();
      await sleep(lookEveryMs);
    }
  })();
  return {
    /** Resolves when every event is visible, or fails after half a minute. */
    async until(sent: readonly Sent[]): Promise<Sightings> {
      const end = Date.now() + 30_000;
      while (sent.some((one) => !hasSeen(sightings, one))) {
        if (Date.now() > end) throw new Error("some events never reached a score");
        await sleep(50);
      }
      done = true;
      await watching;
      return sightings;
    },
  };
}

function hasSeen(sightings: Sightings, { number, at }: Sent): boolean {
  return (sightings.get(number)?.at(-1)?.upTo ?? 0) >= at;
}

function seenAt(sightings: Sightings, { number, at }: Sent): number {
  return sightings.get(number)?.find(({ upTo }) => upTo >= at)?.seenAt ?? Number.NaN;
}

function rowsOf(sent: readonly Measured[]): BenchRow[] {
  const visible = sent.map(({ visibleMs }) => visibleMs);
  const hard = sent.filter((one) => one.hard).map(({ visibleMs }) => visibleMs);
  const answered = sent.map(({ answeredMs }) => answeredMs);
  const row = (measure: string, values: number[], share: number, mostMs: number): BenchRow => {
    const value = quantile(values, share);
    const controlValue = quantile(answered, share);
    return {
      measure: `${measure}, p${share * 100}`,
      value,
      unit: "ms",
      control: "the door's answer after the commit",
      controlValue,
      ratio: value / controlValue,
      bar: `≤ ${mostMs} ms`,
      goal: `≤ ${mostMs} ms`,
      pass: value <= mostMs,
    };
  };
  return [
    row("event → visible score", visible, 0.5, 2000),
    row("event → visible score", visible, 0.95, 2000),
    row("event → visible score", visible, 0.99, 3000),
    row("hard fact → visible score", hard, 0.5, 500),
    row("hard fact → visible score", hard, 0.95, 500),
    row("hard fact → visible score", hard, 0.99, 1000),
  ];
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}
