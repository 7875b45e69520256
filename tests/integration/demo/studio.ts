import { createClients } from "@/db/client";
import { claimDue, listDue } from "@/db/queries/due";
import { insertUser } from "@/db/queries/users";
import type { Core } from "@/lib/services/core";
import { createDemo } from "@/lib/services/demo/create-demo";
import { playDemoHistory } from "@/lib/services/demo/play-history";
import type { TestDatabase } from "@/tests/support/database";
import { makeCore } from "@/tests/support/workspace";

/** A demo laid out as if it had been started at `start`, without a browser. */
export async function layOut(database: TestDatabase, appUrl: string, start: Date, zone: string) {
  // As the worker's scoring does: what a crash of the database takes back is played again.
  const clients = createClients(database.url, { db: 4, raw: 4 }, { synchronous_commit: "off" });
  const core = {
    ...makeCore(database, { APP_URL: appUrl }),
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

async function claimHistory(core: Core, workspaceId: string) {
  const due = (await listDue(core.db, ["demo"], 50)).find((row) => row.workspaceId === workspaceId);
  const claim = due && (await claimDue(core.db, due, new Date(Date.parse(due.dueAt) + 600_000)));
  if (!claim) throw new Error("the demo's history is not due");
  return claim;
}
