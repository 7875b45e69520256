"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { outboxQuery } from "@/app/_queries/outbox";
import { FileLink } from "@/app/_ui/file-link";
import { MailState } from "@/app/_ui/mail-state";
import { Empty, Failed, Waiting } from "@/app/_ui/states";
import { Freshness } from "@/app/_ui/times";
import type { MailJson } from "@/lib/wire/outbox";

export function OutboxScreen() {
  const { data, error, isError, refetch } = useQuery(outboxQuery());
  if (!data && isError)
    return <Failed what="The outbox" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the outbox" />;
  return (
    <>
      <header className="page-head">
        <h1>Outbox</h1>
        <Freshness at={data.updatedAt} zone={data.zone} failed={isError} />
      </header>
      {data.mails.length === 0 ? (
        <Empty
          title="No mail yet"
          action={
            <Link href="/settings" className="button">
              Send yourself a test mail
            </Link>
          }
        >
          Every mail that Banguard writes stands here, whether a mail server is set or not.
        </Empty>
      ) : (
        <ul className="list">
          {data.mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} zone={data.zone} />
          ))}
        </ul>
      )}
      {data.mails.length > 0 && <FileLink href="/api/v1/outbox/csv" what="the mails" />}
    </>
  );
}

function MailRow({ mail, zone }: { mail: MailJson; zone: string }) {
  return (
    <li className="mail-row">
      <div className="what">
        <Link href={`/outbox/${mail.id}`}>{mail.subject}</Link>
        <p className="soft">{mail.preview}</p>
        {mail.lastError !== null && <p className="small band high">{mail.lastError}</p>}
      </div>
      <p className="small muted">
        {mail.recipient}
        <br />
        <MailState mail={mail} zone={zone} />
      </p>
    </li>
  );
}
