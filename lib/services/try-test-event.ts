import type { z } from "zod";
import { type Actor, system } from "@/lib/domain/audit";
import type { testEventJson } from "@/lib/wire/source";
import { audit } from "./audit";
import type { Core } from "./core";
import type { Registry } from "./registry";
import { sendTestEvent } from "./send-test-event";

/** Says what a test event proves, and what it does not. */
export async function tryTestEvent(
  context: Core & { registry: Registry },
  workspaceId: string,
  sourceId: string,
  now: Date,
  actor: Actor = system,
): Promise<z.infer<typeof testEventJson>> {
  const { status, detail } = await sendTestEvent(context, workspaceId, sourceId, now.getTime());
  const arrived = status === 200;
  const target = { kind: "source", id: sourceId };
  const entry = { action: "source_tested", target, detail: { arrived } };
  await audit(context.db, workspaceId, actor, entry, now);
  if (arrived) {
    return { arrived, words: "Banguard works. It does not prove that WhatsApp reaches it." };
  }
  return { arrived, words: detail || `The address answered ${status} instead of 200.` };
}
