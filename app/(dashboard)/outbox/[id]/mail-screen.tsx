"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
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

/** No script runs in the frame and links open outside of it; same origin only lets us measure its height. */
function MailFrame({ mail }: { mail: MailPageJson }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const fit = () => {
    // Null in a frame that has only just been put there.
    const root: Element | null | undefined = frame.current?.contentDocument?.documentElement;
    if (frame.current && root?.scrollHeight) frame.current.style.height = `${root.scrollHeight}px`;
  };
  // A frame that came with the page has loaded before anybody listened.
  useEffect(fit, []);
  return (
    <iframe
      ref={frame}
      title={mail.subject}
      sandbox="allow-popups allow-same-origin"
      srcDoc={mail.html}
      onLoad={fit}
    />
  );
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
      {form === "mail" ? <MailFrame mail={mail} /> : <pre tabIndex={0}>{mail.text}</pre>}
    </section>
  );
}
