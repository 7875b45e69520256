import { insertChannel, listChannels } from "@/db/queries/channels";
import type { Actor } from "@/lib/domain/audit";
import { whyNotCallable } from "@/lib/domain/channel";
import { AppError } from "@/lib/errors";
import type { z } from "zod";
import type { createChannelJson, createdChannelJson } from "@/lib/wire/channel";
import { requireReal } from "@/lib/services/demo/require-real";
import { audit } from "./audit";
import { newSecret, sealSettings } from "./channel-settings";
import type { Core } from "./core";
import { getChannel, requireClient } from "./get-channels";
import { newId } from "./new-id";

const mostChannels = 50;

/** The answer is the only place where the secret ever stands. */
export async function createChannel(
  core: Core,
  { workspaceId, userId, actor }: { workspaceId: string; userId: string; actor: Actor },
  wanted: z.output<typeof createChannelJson>,
  now: Date,
): Promise<z.infer<typeof createdChannelJson>> {
  const { kind, name, address, fromSeverity, clientId } = wanted;
  const host = requireCallable(core, address);
  await requireReal(core, workspaceId);
  await requireClient(core.db, workspaceId, clientId);
  if ((await listChannels(core.db, workspaceId)).length >= mostChannels) {
    throw new AppError("conflict", `A workspace may have ${mostChannels} channels: remove one.`);
  }
  const secret = kind === "webhook" ? newSecret() : null;
  const id = newId(now);
  await core.db.transaction(async (db) => {
    await insertChannel(db, {
      workspaceId,
      id,
      kind,
      name,
      host,
      settings: sealSettings(
        core.vault,
        { workspaceId, id },
        { address, secrets: secret ? [{ secret }] : [] },
      ),
      fromSeverity,
      clientId,
      createdBy: userId,
      createdAt: now,
    });
    const target = { kind: "channel", id, name };
    const detail = { kind, host, fromSeverity };
    await audit(db, workspaceId, actor, { action: "channel_created", target, detail }, now);
  });
  return { ...(await getChannel(core, workspaceId, id, now)), secret };
}

/** Its host. What the name stands for is looked up, and checked, at each call. */
export function requireCallable(core: Core, address: string): string {
  const why = whyNotCallable(address, core.env.outboundPrivate);
  if (why !== null) throw new AppError("bad_request", why, { field: "address" });
  return new URL(address).host;
}
