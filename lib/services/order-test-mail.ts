import type { z } from "zod";
import type { Actor } from "@/lib/domain/audit";
import type { testMailJson } from "@/lib/wire/settings";
import type { Core } from "./core";
import { sendTestMail } from "./send-test-mail";

/** Says what becomes of the test mail: it goes out, or stays in the outbox. */
export async function orderTestMail(
  core: Core,
  person: { workspaceId: string; userId: string; actor: Actor },
  now: Date,
): Promise<z.infer<typeof testMailJson>> {
  const { state } = await sendTestMail(core, person, now);
  const words =
    state === "queued"
      ? "The mail is on its way. The outbox says when the mail server has taken it."
      : "No mail leaves this installation: the mail stands in the outbox.";
  return { state, words };
}
