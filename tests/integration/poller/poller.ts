import { sources } from "@/db/schema";
import { minutes } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { pollSource } from "@/lib/services/poll-source";
import { makeDatabase } from "@/tests/support/database";
import { makeCore, makeWorkspace, monday } from "@/tests/support/workspace";
import { startGraph } from "./graph-server";

/** A poller, the server it asks, and a source with a token in a workspace of its own for each test. */
export async function startPoller() {
  const [database, graph] = await Promise.all([makeDatabase(), startGraph()]);
  const core = makeCore(database, { META_GRAPH_URL: graph.url });
  return {
    core,
    graph,
    connect: () => connect(core),
    close: () => Promise.all([database.close(), graph.close()]),
  };
}

async function connect(core: Core) {
  const { id: workspaceId } = await makeWorkspace(core);
  const sourceId = crypto.randomUUID().replaceAll("-", "");
  const credentials = { secrets: ["s"], accessToken: "EAAtoken", account: "104455667788990" };
  await core.db.insert(sources).values({
    workspaceId,
    id: sourceId,
    provider: "meta",
    name: "Shop",
    credentials: core.vault.seal(JSON.stringify(credentials)),
    tokenState: "unknown",
    createdAt: monday,
  });
  return {
    workspaceId,
    sourceId,
    poll: (now = monday) => poll(core, workspaceId, sourceId, now),
    facts: () => facts(core, workspaceId),
    source: () => source(core, workspaceId),
    nextPollIn: () => nextPollIn(core, workspaceId),
  };
}

export type Connected = Awaited<ReturnType<typeof connect>>;

async function poll(core: Core, workspaceId: string, sourceId: string, now: Date) {
  const lease = new Date(now.getTime() + minutes(10));
  const key = { workspaceId, kind: "poll", targetId: sourceId } as const;
  await core.sql`insert into due (workspace_id, kind, target_id, due_at) values (${workspaceId}, 'poll', ${sourceId}, ${lease})
    on conflict (workspace_id, kind, target_id) do update set due_at = excluded.due_at`;
  await pollSource(core, { ...key, lease, lastEventAt: null, markedAt: null }, now);
}

async function facts(core: Core, workspaceId: string) {
  const rows = await core.sql`select node_kind, kind, value, detail from facts
    where workspace_id = ${workspaceId} order by node_kind, kind, at`;
  return rows.map((row) => [row["node_kind"], row["kind"], row["value"], row["detail"]]);
}

async function source(core: Core, workspaceId: string) {
  const [row] = await core.sql`select token_state, poll_error, polled_at, subscribed_at from sources
    where workspace_id = ${workspaceId}`;
  return row;
}

async function nextPollIn(core: Core, workspaceId: string): Promise<number> {
  const [row] = await core.sql<{ due_at: Date }[]>`select due_at from due
    where workspace_id = ${workspaceId} and kind = 'poll'`;
  return (row?.due_at.getTime() ?? 0) - monday.getTime();
}
