import { demoHistory, demoTraffic, findDemo, learnSizes, noteDemoPlayed } from "@/db/queries/demo";
import { type Claim, finishDue, markDue } from "@/db/queries/due";
import { listPeopleOf } from "@/db/queries/users";
import type { Act } from "@/lib/domain/demo/acts";
import { type Calendar, historyDays } from "@/lib/domain/demo/calendar";
import { historyRows } from "@/lib/domain/demo/history";
import { plotOf } from "@/lib/domain/demo/plot";
import { days } from "@/lib/domain/time";
import { log } from "@/lib/log";
import type { Core } from "@/lib/services/core";
import { importEvents } from "@/lib/services/import-events";
import type { FileRow } from "@/lib/services/import-options";
import { connectDemo } from "./connect";
import { type DemoSources, makePastDoor, openDemoSources, type PastDoor } from "./door";
import { makePastWorker, type PastWorker } from "./past-worker";
import { playPerson } from "./play-person";

interface Stage {
  core: Core;
  workspaceId: string;
  calendar: Calendar;
  sources: DemoSources;
  door: PastDoor;
  worker: PastWorker;
}

/**
 * Lays out a demo's ninety days through the product's own doors: what was quiet as an import, the rest as deliveries at
 * their moments, each judged, told and kept by the same services as ever. Nothing here writes a score or an alert.
 */
export async function playDemoHistory(core: Core, claim: Claim, now: Date): Promise<void> {
  const { workspaceId } = claim;
  const demo = await findDemo(core.db, workspaceId);
  if (!demo) return finishDue(core.db, claim, undefined);

  const began = performance.now();
  const calendar = { start: demo.createdAt.getTime(), zone: demo.zone };
  const stage = await openStage(core, workspaceId, calendar);
  const imported = await importHistory(stage);
  await learnSizes(core.db);
  const playedUntil = demo.playedUntil?.getTime() ?? 0;
  let told = 0;
  log.info("demo history imported", { ms: Math.round(performance.now() - began) });
  for (const act of plotOf(calendar)) {
    if (act.at <= playedUntil) continue;
    await play(stage, act);
    told += 1;
    if (told % progressEvery === 0) await noteDemoPlayed(core.db, claim, new Date(act.at));
  }
  await markDue(core.db, { workspaceId, kind: "demo", targetId: demoTraffic }, now);
  await finishDue(core.db, claim, undefined);
  const ms = Math.round(performance.now() - began);
  log.info("demo laid out", { workspaceId, ...imported, acts: told, ms });
}

const progressEvery = 20;

async function openStage(core: Core, workspaceId: string, calendar: Calendar): Promise<Stage> {
  await connectDemo(core, workspaceId, calendar);
  const first = new Date(calendar.start - days(historyDays));
  await markDue(core.db, { workspaceId, kind: "people", targetId: workspaceId }, first);
  for (const { id } of await listPeopleOf(core.db, workspaceId))
    await markDue(core.db, { workspaceId, kind: "digest", targetId: id }, first);
  return {
    core,
    workspaceId,
    calendar,
    sources: await openDemoSources(core, workspaceId),
    door: makePastDoor(core),
    worker: makePastWorker(core, workspaceId),
  };
}

/** The same file again adds nothing: a crash begins with it anew. */
async function importHistory({ core, workspaceId, calendar, door }: Stage) {
  const rules = await door.context.sources.rules(workspaceId, calendar.start);
  const file = historyRows(calendar).map((row, index): FileRow => ({ line: index + 1, row }));
  const { accepted, skipped } = await importEvents(core, rules, asLines(file), {
    file: "bluebird-history.ndjson",
    now: calendar.start,
  });
  return { accepted, skipped };
}

async function* asLines(rows: readonly FileRow[]): AsyncGenerator<FileRow> {
  yield* rows;
}

async function play(stage: Stage, act: Act): Promise<void> {
  const { worker, sources } = stage;
  const at = new Date(act.at);
  switch (act.do) {
    case "deliver":
      return deliver(stage, act);
    case "report":
      return void (await stage.door.deliver(sources[act.client], act.rows, act.at));
    case "ask":
      return worker.ask(
        at,
        act.clients.map((client) => sources[client].id),
      );
    case "count":
      return worker.count(at);
    case "look":
      return worker.look(at, act.lines);
    case "acknowledge":
    case "mute":
      return playPerson(stage.core, stage.workspaceId, act, at);
  }
}

/** A wrong signature is noticed by the regular chores; here it is marked as they would. */
async function deliver(stage: Stage, act: Extract<Act, { do: "deliver" }>): Promise<void> {
  const { core, workspaceId, door, sources } = stage;
  const source = sources[act.client];
  const status = await door.deliver(source, act.body, act.at, act.forged);
  if (status === 401)
    await markDue(core.db, { workspaceId, kind: "watch", targetId: source.id }, new Date(act.at));
}

/** What stands in the queue while a demo is being laid out. */
export function historyWork(workspaceId: string) {
  return { workspaceId, kind: "demo" as const, targetId: demoHistory };
}
