import type { Core } from "@/lib/services/core";
import { makeSender } from "@/lib/services/send-notification";
import { startSmtpSink, type SmtpSink } from "@/tests/support/smtp-sink";
import { type Agency, claim, dueOf } from "@/tests/integration/alerts/agency";

export interface PostOffice {
  sink: SmtpSink;
  core: Core;
  /** Hands over what is due for sending by now, oldest first. */
  deliver(agency: Agency, now: Date): Promise<void>;
  close(): Promise<void>;
}

/** A real mail server on loopback, and the sender of the worker. */
export async function openPostOffice(core: Core): Promise<PostOffice> {
  const sink = await startSmtpSink();
  const mail = { smtpUrl: sink.url, from: "alerts@banguard.example" };
  const sending: Core = { ...core, env: { ...core.env, mail } };
  const sender = makeSender(sending);
  return {
    sink,
    core: sending,
    async deliver(agency, now) {
      for (const id of (await dueOf(agency, "send")).toSorted()) {
        await sender.send(await claim(agency, "send", id, now), now);
      }
    },
    async close() {
      sender.close();
      await sink.close();
    },
  };
}
