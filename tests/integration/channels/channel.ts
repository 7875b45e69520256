import { eq } from "drizzle-orm";
import { auditLog, calls } from "@/db/schema";
import { findChannel } from "@/db/queries/channels";
import type { Actor } from "@/lib/domain/audit";
import { createChannel } from "@/lib/services/create-channel";
import { type CallWay, makeCall } from "@/lib/services/make-call";
import { createChannelJson, type CreateChannelJson } from "@/lib/wire/channel";
import { type Agency, claim, dueOf } from "@/tests/integration/alerts/agency";

export const maya: Actor = { kind: "person", id: undefined, name: "Maya", address: "127.0.0.1" };

export function addChannel(
  { core, workspace, maya: userId }: Agency,
  wanted: Partial<CreateChannelJson> & { address: string },
  now: Date,
) {
  const complete = createChannelJson.parse({ kind: "webhook", name: "Shop system", ...wanted });
  const admin = { workspaceId: workspace.id, userId, actor: { ...maya, id: userId } };
  return createChannel(core, admin, complete, now);
}

/** What the worker does: everything that is due, once. */
export async function callAll(agency: Agency, now: Date, way: CallWay = {}): Promise<void> {
  for (const id of await dueOf(agency, "call")) {
    await makeCall(agency.core, await claim(agency, "call", id, now), now, {
      dice: () => 0.5,
      ...way,
    });
  }
}

export async function listAllCalls({ core, workspace }: Agency) {
  return core.db
    .select()
    .from(calls)
    .where(eq(calls.workspaceId, workspace.id))
    .orderBy(calls.createdAt, calls.id);
}

export function channelOf({ core, workspace }: Agency, id: string) {
  return findChannel(core.db, workspace.id, id);
}

export async function auditOf({ core, workspace }: Agency) {
  const rows = await core.db
    .select()
    .from(auditLog)
    .where(eq(auditLog.workspaceId, workspace.id))
    .orderBy(auditLog.at, auditLog.id);
  return rows.map(({ actorName, action, targetName }) => `${actorName} ${action} ${targetName}`);
}
