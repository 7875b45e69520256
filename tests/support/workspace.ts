import { randomBytes } from "node:crypto";
import { commitEvents } from "@/db/queries/commit-events";
import type { EventRow } from "@/db/queries/event-row";
import { ensureDays } from "@/db/queries/partitions";
import { clients, numbers, workspaces } from "@/db/schema";
import { hours } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { makeVault } from "@/lib/services/vault";
import type { TestDatabase } from "@/tests/support/database";
import { makeEnv } from "@/tests/support/env";

/** Monday 23 November 2026, 09:40 in India. */
export const monday = new Date("2026-11-23T04:10:00Z");

export function makeCore(
  { url, db, sql }: TestDatabase,
  variables: Record<string, string> = {},
): Core {
  const env = makeEnv(url, variables);
  return { env, db, sql, vault: makeVault(env.encryptionKeys) };
}

/** A workspace of its own for each call, with places for the events of the last weeks. */
export async function makeWorkspace(core: Core, zone = "Asia/Kolkata", now = monday) {
  const id = crypto.randomUUID();
  await core.db.insert(workspaces).values({
    id,
    slug: id,
    name: "Bluebird Agency",
    zone,
    wrappedKey: core.vault.seal(randomBytes(32)),
    createdAt: now,
  });
  await ensureDays(core.sql, new Date(now.getTime() - hours(24 * 40)), now);
  return { id, zone };
}

export async function makeNumber(
  core: Core,
  workspaceId: string,
  more: Partial<typeof numbers.$inferInsert> = {},
): Promise<string> {
  const id = crypto.randomUUID();
  await core.db
    .insert(numbers)
    .values({ workspaceId, id, number: "+15550100001", createdAt: monday, ...more });
  return id;
}

export async function makeClient(core: Core, workspaceId: string, name: string): Promise<string> {
  const id = crypto.randomUUID();
  await core.db.insert(clients).values({ workspaceId, id, name, createdAt: monday });
  return id;
}

/** Commits events the way the door does. */
export async function commit(
  core: Core,
  workspace: { id: string; zone: string },
  rows: readonly EventRow[],
  now = monday,
): Promise<boolean[]> {
  return commitEvents(core.sql, {
    workspaceId: workspace.id,
    zone: workspace.zone,
    optOutGraceHours: 24,
    origin: 0,
    rows,
    now: now.getTime(),
  });
}

let made = 0;

/** An event row that no other equals. */
export function event(
  numberId: string,
  kind: EventRow["kind"],
  at: Date | number,
  more: Partial<EventRow> = {},
): EventRow {
  const key = `00000000-0000-4000-8000-${(made += 1).toString(16).padStart(12, "0")}`;
  return { numberId, kind, at: new Date(at).getTime(), key, keyOf: "content", count: 1, ...more };
}
