import type { Actor } from "@/lib/domain/audit";
import { moveSession } from "@/db/queries/sessions";
import type { Core } from "@/lib/services/core";
import type { MovedJson } from "@/lib/wire/demo";
import { createDemo } from "./create-demo";

export interface DemoPerson {
  userId: string;
  sessionHash: string;
  actor: Actor;
}

/** "See it with sample data": a demo of this person's own, beside the real workspace; the session moves there. */
export async function openDemo(
  core: Core,
  { userId, sessionHash, actor }: DemoPerson,
  zone: string,
  now: Date,
): Promise<MovedJson> {
  const { id } = await createDemo(core, { userId, actor, zone }, now);
  await moveSession(core.db, { idHash: sessionHash, userId, workspaceId: id });
  return { workspaceId: id };
}
