"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type SyntheticEvent, useState } from "react";
import { mailQuery } from "@/app/_queries/outbox";
import { MailState } from "@/app/_ui/mail-state";
import { Failed, Waiting } from "@/app/_ui/states";
import type { MailPageJson } from "@/lib/wire/outbox";

export function MailScreen({ id }: { id: string }) {
  const { data, error, isError, refetch } = useQuery(mailQuery(id));
  if (!data && isError)
    return <Failed what="This mail" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the mail" />;
  return (
    <article className="narrow-page">
      <p className="back">
        <Link href="/outbox">‹ Outbox</Link>
      </p>
      <h1>{data.subject}</h1>
      <p className="muted">
        To {data.recipient} · <MailState mail={data} zone={data.zone} />
        {data.alertId !== null && (
          <>
            {" "}
            · <Link href={`/alerts/${data.alertId}`}>its alert</Link>
          </>
        )}
      </p>
      {data.lastError !== null && <p className="note warn">{data.lastError}</p>}
      <MailBody mail={data} />
    </article>
  );
}

function fitHeight({ currentTarget: frame }: SyntheticEvent<HTMLIFrameElement>) {
  const height = frame.contentDocument?.documentElement.scrollHeight;
  if (height !== undefined) frame.style.height = `${height}px`;
}

function MailBody({ mail }: { mail: MailPageJson }) {
  const [form, setForm] = useState<"mail" | "text">("mail");
  return (
    <section className="block mail-body" aria-label="The mail">
      <header>
        <div className="spans no-print" role="group" aria-label="Form">
          <button type="button" aria-pressed={form === "mail"} onClick={() => setForm("mail")}>
            As people see it
          </button>
          <button type="button" aria-pressed={form === "text"} onClick={() => setForm("text")}>
            Plain text
          </button>
        </div>
      </header>
      {form === "mail" ? (
        // No script runs in it and links open outside of the frame; same origin only lets us measure its height.
        <iframe
          title={mail.subject}
          sandbox="allow-popups allow-same-origin"
          srcDoc={mail.html}
          onLoad={fitHeight}
        />
      ) : (
        <pre tabIndex={0}>{mail.text}</pre>
      )}
    </section>
  );
}
