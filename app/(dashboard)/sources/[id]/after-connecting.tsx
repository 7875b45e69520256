"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { sendTestMail } from "@/app/_queries/settings";
import type { SourcePageJson } from "@/lib/wire/source";

/** What is left to do once the first event is there. */
export function AfterConnecting({ source }: { source: SourcePageJson }) {
  const { mutate, data, error, isPending } = useMutation({ mutationFn: sendTestMail });
  return (
    <details className="block" open={source.numbers <= 1}>
      <summary>
        <h2 className="inline">What to do next</h2>
      </summary>
      <ol className="steps">
        <li>
          <div>
            <p>
              <Link href="/">Name the numbers</Link>
              {source.token === "ok"
                ? ": WhatsApp’s own names are filled in already."
                : ", so that mails say which one they mean. An access token fills in WhatsApp’s names."}
            </p>
          </div>
        </li>
        <li>
          <div>
            <p>
              <Link href="/settings/people">Choose who gets mails</Link>, and about which clients.
            </p>
          </div>
        </li>
        <li>
          <div className="actions">
            <button type="button" className="button" disabled={isPending} onClick={() => mutate()}>
              {isPending ? "Sending…" : "Send yourself a test mail"}
            </button>
            <span role="status">
              {data && "It is on its way: see the outbox."}
              {error?.message}
            </span>
          </div>
        </li>
      </ol>
    </details>
  );
}
