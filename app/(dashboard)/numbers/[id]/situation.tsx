"use client";

import { AcknowledgeButton } from "@/app/_ui/acknowledge-button";
import { MuteMenu } from "@/app/_ui/mute-menu";
import { Moment } from "@/app/_ui/times";
import type { NumberPageJson } from "@/lib/wire/number";

/** One sentence, and what a person can do about the alert from here. */
export function Situation({ number }: { number: NumberPageJson }) {
  if (number.sentence === "" && !number.alert) return null;
  return (
    <section className="situation" aria-label="Situation">
      <p>{number.sentence}</p>
      <div className="actions no-print">
        {number.alert && <OnIt alert={number.alert} zone={number.zone} />}
        {number.mutedUntil !== null ? (
          <span className="muted">
            muted until <Moment at={number.mutedUntil} zone={number.zone} />
          </span>
        ) : (
          number.alert && <MuteMenu alertId={number.alert.id} />
        )}
      </div>
    </section>
  );
}

function OnIt({ alert, zone }: { alert: NonNullable<NumberPageJson["alert"]>; zone: string }) {
  if (alert.acknowledgedAt === null) return <AcknowledgeButton alertId={alert.id} main />;
  return (
    <span className="muted">
      {alert.acknowledgedBy ?? "Somebody"} is on it since{" "}
      <Moment at={alert.acknowledgedAt} zone={zone} />
    </span>
  );
}
