import type { z } from "zod";
import type { testEventJson } from "@/lib/wire/source";
import type { Core } from "./core";
import type { Registry } from "./registry";
import { sendTestEvent } from "./send-test-event";

/** Says what a test event proves, and what it does not. */
export async function tryTestEvent(
  context: Core & { registry: Registry },
  workspaceId: string,
  sourceId: string,
  now: Date,
): Promise<z.infer<typeof testEventJson>> {
  const { status, detail } = await sendTestEvent(context, workspaceId, sourceId, now.getTime());
  const arrived = status === 200;
  if (arrived) {
    return { arrived, words: "Banguard works. It does not prove that WhatsApp reaches it." };
  }
  return { arrived, words: detail || `The address answered ${status} instead of 200.` };
}
