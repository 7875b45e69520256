"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { alertsQuery } from "@/app/_queries/alerts";
import { AcknowledgeButton } from "@/app/_ui/acknowledge-button";
import { FileLink } from "@/app/_ui/file-link";
import { Empty, Failed, Waiting } from "@/app/_ui/states";
import { Freshness, Moment } from "@/app/_ui/times";
import { duration } from "@/lib/domain/portfolio/moments";
import type { AlertJson } from "@/lib/wire/alert";
import { targetWords } from "@/app/(dashboard)/alerts/target-words";
import { SeverityMark } from "./severity-mark";

const groups = [
  { state: "open", name: "Nobody is on it" },
  { state: "acknowledged", name: "Somebody is on it" },
  { state: "resolved", name: "Over" },
] as const;

export function AlertsScreen() {
  const { data, error, isError, refetch } = useQuery(alertsQuery());
  if (!data && isError)
    return <Failed what="The alerts" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the alerts" />;
  return (
    <>
      <header className="page-head">
        <h1>Alerts</h1>
        <Freshness at={data.updatedAt} zone={data.zone} failed={isError} />
      </header>
      {data.alerts.length === 0 && (
        <Empty title="No alert yet">
          When a number turns high, or WhatsApp acts, the alert stands here and a mail goes to
          everyone who receives mails.
        </Empty>
      )}
      {groups.map(({ state, name }) => (
        <AlertGroup
          key={state}
          name={name}
          alerts={data.alerts.filter((alert) => alert.state === state)}
          zone={data.zone}
        />
      ))}
      {data.alerts.length > 0 && <FileLink href="/api/v1/alerts/csv" what="the alerts" />}
    </>
  );
}

function AlertGroup({ name, alerts, zone }: { name: string; alerts: AlertJson[]; zone: string }) {
  if (alerts.length === 0) return null;
  return (
    <section className="list-group" aria-label={name}>
      <h2>
        {name} <span className="muted">{alerts.length}</span>
      </h2>
      <ul className="list">
        {alerts.map((alert) => (
          <AlertRow key={alert.id} alert={alert} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function AlertRow({ alert, zone }: { alert: AlertJson; zone: string }) {
  return (
    <li className={`alert-row ${alert.state}`}>
      <SeverityMark severity={alert.severity} />
      <div className="what">
        <Link href={`/alerts/${alert.id}`}>{alert.title}</Link>
        <p className="soft">{alert.reason}</p>
        <p className="small muted">
          {targetWords(alert)} · <Moment at={alert.openedAt} zone={zone} />
          <AlertEnd alert={alert} zone={zone} />
        </p>
      </div>
      {alert.state === "open" && <AcknowledgeButton alertId={alert.id} />}
    </li>
  );
}

function AlertEnd({ alert, zone }: { alert: AlertJson; zone: string }) {
  if (alert.resolvedAt !== null) {
    return <> · over after {duration(Date.parse(alert.resolvedAt) - Date.parse(alert.openedAt))}</>;
  }
  if (alert.acknowledgedAt === null) return null;
  return (
    <>
      {" "}
      · {alert.acknowledgedBy ?? "somebody"} is on it since{" "}
      <Moment at={alert.acknowledgedAt} zone={zone} />
    </>
  );
}
