"use client";

import type { MailJson } from "@/lib/wire/outbox";
import { Moment } from "./times";

type Sending = Pick<MailJson, "state" | "createdAt" | "sentAt">;

/** What became of a mail, in words. */
export function MailState({ mail, zone }: { mail: Sending; zone: string }) {
  if (mail.state === "sent") {
    return (
      <>
        sent <Moment at={mail.sentAt ?? mail.createdAt} zone={zone} />
      </>
    );
  }
  const written = (
    <>
      written <Moment at={mail.createdAt} zone={zone} />
    </>
  );
  if (mail.state === "kept") return <>{written}, kept here: no mail server</>;
  if (mail.state === "held") return <>{written}, waits for the summary of this hour</>;
  if (mail.state === "summed") return <>{written}, told in the summary of that hour</>;
  if (mail.state === "queued") return <>{written}, on its way</>;
  return (
    <>
      {written}, <b className="band high">not sent</b>
    </>
  );
}
