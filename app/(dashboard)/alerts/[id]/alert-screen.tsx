"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { alertQuery, resolveAlert } from "@/app/_queries/alerts";
import { AcknowledgeButton } from "@/app/_ui/acknowledge-button";
import { MailState } from "@/app/_ui/mail-state";
import { CalendarLink } from "./calendar-link";
import { ExpectedForm } from "./expected-form";
import { MuteMenu } from "@/app/_ui/mute-menu";
import { Failed, Waiting } from "@/app/_ui/states";
import { Age, Moment } from "@/app/_ui/times";
import type { AlertPageJson } from "@/lib/wire/alert";
import { targetWords } from "@/app/(dashboard)/alerts/target-words";
import { SeverityMark } from "@/app/(dashboard)/alerts/severity-mark";

export function AlertScreen({ id }: { id: string }) {
  const { data, error, isError, refetch } = useQuery(alertQuery(id));
  if (!data && isError)
    return <Failed what="This alert" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the alert" />;
  return (
    <article className="narrow-page">
      <p className="back">
        <Link href="/alerts">‹ All alerts</Link>
      </p>
      <h1 className="marked">
        <SeverityMark severity={data.severity} /> {data.title}
      </h1>
      <p className="lead">{data.reason}</p>
      <Standing alert={data} />
      <Actions alert={data} />
      <CalendarLink alert={data} />
      {data.target.kind === "number" && <ExpectedForm alertId={data.id} />}
      <Story alert={data} />
      <Mails alert={data} />
    </article>
  );
}

function Standing({ alert }: { alert: AlertPageJson }) {
  const { zone } = alert;
  return (
    <p className="muted">
      <TargetLink alert={alert} /> · opened <Moment at={alert.openedAt} zone={zone} />,{" "}
      <Age at={alert.openedAt} /> ago
      {alert.acknowledgedAt !== null && (
        <>
          {" "}
          · {alert.acknowledgedBy ?? "somebody"} is on it since{" "}
          <Moment at={alert.acknowledgedAt} zone={zone} />
        </>
      )}
      {alert.resolvedAt !== null && (
        <>
          {" "}
          · over since <Moment at={alert.resolvedAt} zone={zone} />
        </>
      )}
      {alert.mutedUntil !== null && (
        <>
          {" "}
          · muted until <Moment at={alert.mutedUntil} zone={zone} />
        </>
      )}
    </p>
  );
}

function TargetLink({ alert }: { alert: AlertPageJson }) {
  const places = {
    number: `/numbers/${alert.target.id}`,
    source: `/sources/${alert.target.id}`,
    account: "/",
  };
  return <Link href={places[alert.target.kind]}>{targetWords(alert)}</Link>;
}

function Actions({ alert }: { alert: AlertPageJson }) {
  if (alert.state === "resolved") return null;
  return (
    <div className="actions no-print">
      {alert.state === "open" && <AcknowledgeButton alertId={alert.id} main />}
      {alert.mutedUntil === null && <MuteMenu alertId={alert.id} />}
      <ResolveButton alertId={alert.id} />
    </div>
  );
}

function ResolveButton({ alertId }: { alertId: string }) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => resolveAlert(alertId),
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <>
      <button type="button" className="button" disabled={isPending} onClick={() => mutate()}>
        Resolve
      </button>
      {error !== null && (
        <span role="alert" className="small band critical">
          {error.message}
        </span>
      )}
    </>
  );
}

function Story({ alert }: { alert: AlertPageJson }) {
  return (
    <section className="block timeline" aria-labelledby="story">
      <header>
        <h2 id="story">What happened</h2>
      </header>
      {alert.notes.length === 0 && <p className="soft">Nothing has been written down yet.</p>}
      <ol>
        {alert.notes.map(({ at, text }) => (
          <li key={`${at} ${text}`}>
            <span className="muted">
              <Moment at={at} zone={alert.zone} />
            </span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Mails({ alert }: { alert: AlertPageJson }) {
  return (
    <section className="block" aria-labelledby="mails">
      <header>
        <h2 id="mails">Mails</h2>
      </header>
      {alert.mails.length === 0 && <p className="soft">No mail went out for this alert.</p>}
      <ul className="plain-list">
        {alert.mails.map((mail) => (
          <li key={mail.id}>
            <Link href={`/outbox/${mail.id}`}>{mail.subject}</Link>
            <p className="small muted">
              {mail.recipient} · <MailState mail={mail} zone={alert.zone} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
