import { createClients } from "@/db/client";
import { listNumbersByPhone } from "@/db/queries/demo";
import { claimDue, listDue } from "@/db/queries/due";
import { insertUser } from "@/db/queries/users";
import { type Line, lineNames, lines } from "@/lib/domain/demo/cast";
import type { Score } from "@/lib/domain/score/score";
import { minutes } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { createDemo } from "@/lib/services/demo/create-demo";
import { makePastWorker } from "@/lib/services/demo/past-worker";
import { playDemoHistory } from "@/lib/services/demo/play-history";
import { playDemoTraffic } from "@/lib/services/demo/play-traffic";
import type { Door } from "@/tests/support/door";
import { makeCore } from "@/tests/support/workspace";

/** A demo laid out as if it had been started at `start`, without a browser. */
export async function layOut({ database, url, context }: Door, start: Date, zone: string) {
  // As the worker's scoring does: what a crash of the database takes back is played again.
  const clients = createClients(database.url, { db: 4, raw: 4 }, { synchronous_commit: "off" });
  const core = {
    ...makeCore(database, { APP_URL: url }),
    // The door opens what the demo seals: its secrets.
    vault: context.vault,
    db: clients.db,
    sql: clients.sql,
  };
  const userId = crypto.randomUUID();
  const email = `maya.${userId.slice(0, 8)}@bluebird.example`;
  await insertUser(core.db, {
    id: userId,
    email,
    name: "Maya",
    passwordHash: "x",
    createdAt: start,
  });
  const actor = { kind: "person", id: userId, name: "Maya", address: undefined } as const;
  const { id } = await createDemo(core, { userId, actor, zone }, start);
  await playDemoHistory(core, await claimHistory(core, id), start);
  return { core, workspaceId: id, userId, close: () => clients.close() };
}

export type Stage = Awaited<ReturnType<typeof layOut>>;

/** What the worker does at that moment: the demo's traffic, and what follows from it for Pico. */
export async function playTraffic({ core, workspaceId }: Stage, at: number): Promise<void> {
  const due = (await listDue(core.db, ["demo"], 500)).find(
    (row) => row.workspaceId === workspaceId,
  );
  const claim = due && (await claimDue(core.db, due, new Date(at + minutes(10))));
  if (!claim) throw new Error("the demo's traffic is not due");
  await playDemoTraffic(core, claim, new Date(at));
  const worker = makePastWorker(core, workspaceId);
  const later = Date.now() + minutes(5);
  for (const moment of [later, later + minutes(2)]) await worker.look(new Date(moment), ["pico"]);
}

async function claimHistory(core: Core, workspaceId: string) {
  const due = (await listDue(core.db, ["demo"], 50)).find((row) => row.workspaceId === workspaceId);
  const claim = due && (await claimDue(core.db, due, new Date(Date.parse(due.dueAt) + 600_000)));
  if (!claim) throw new Error("the demo's history is not due");
  return claim;
}

export async function scoresOf(core: Core, workspaceId: string): Promise<Record<Line, Score>> {
  const numbers = await listNumbersByPhone(core.db, workspaceId);
  const rows = await core.sql<
    { node_id: string; detail: Score }[]
  >`select node_id, detail from score_now
    where workspace_id = ${workspaceId} and node_kind = 'number'`;
  const entries = lineNames.map((line) => {
    const id = numbers.find(({ number }) => number === lines[line].number)?.id;
    return [line, rows.find((row) => row.node_id === id)?.detail];
  });
  return Object.fromEntries(entries) as Record<Line, Score>;
}
