"use client";

import { FileLink } from "@/app/_ui/file-link";
import { Moment } from "@/app/_ui/times";
import { count } from "@/lib/domain/portfolio/score-words";
import type { SourcePageJson } from "@/lib/wire/source";

type Delivery = SourcePageJson["deliveries"][number];

export function Deliveries({ source }: { source: SourcePageJson }) {
  return (
    <section className="block" aria-labelledby="deliveries">
      <header>
        <h2 id="deliveries">Last deliveries</h2>
      </header>
      {source.deliveries.length === 0 ? (
        <p className="soft">Nothing has arrived yet, not even something to refuse.</p>
      ) : (
        <div className="wide-table">
          <table tabIndex={0}>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col" className="wordy">
                  What became of it
                </th>
                <th scope="col">events</th>
                <th scope="col">repeated</th>
                <th scope="col">took</th>
              </tr>
            </thead>
            <tbody>
              {source.deliveries.map((delivery) => (
                <DeliveryRow
                  key={`${delivery.at} ${delivery.verdict}`}
                  delivery={delivery}
                  zone={source.zone}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {source.deliveries.length > 0 && (
        <FileLink href={`/api/v1/sources/${source.id}/csv`} what="the last deliveries" />
      )}
    </section>
  );
}

function DeliveryRow({ delivery, zone }: { delivery: Delivery; zone: string }) {
  return (
    <tr>
      <td>
        <Moment at={delivery.at} zone={zone} />
      </td>
      <td className="wordy">
        <span className={delivery.ok ? undefined : "band high"}>{delivery.verdict}</span>
        {delivery.times > 1 && <span className="muted"> × {count(delivery.times)}</span>}
        {delivery.test && <span className="muted"> · test</span>}
        {delivery.skipped.map((reason) => (
          <span key={reason} className="small muted skipped">
            {reason}
          </span>
        ))}
      </td>
      <td>{count(delivery.accepted)}</td>
      <td>{count(delivery.duplicates)}</td>
      <td>{delivery.tookMs} ms</td>
    </tr>
  );
}
