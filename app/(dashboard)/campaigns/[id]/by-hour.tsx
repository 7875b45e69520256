import { Moment } from "@/app/_ui/times";
import { count } from "@/lib/domain/portfolio/score-words";
import type { CampaignPageJson } from "@/lib/wire/campaign";

/** Hour by hour; the last rows are hours in which people only answered. */
export function ByHour({ campaign }: { campaign: CampaignPageJson }) {
  const most = Math.max(
    1,
    ...campaign.hours.map(({ sent, delivered }) => Math.max(sent, delivered)),
  );
  return (
    <section className="block" aria-labelledby="by-hour">
      <header>
        <h2 id="by-hour">By hour</h2>
      </header>
      <div className="wide-table">
        <table tabIndex={0} className="hours">
          <thead>
            <tr>
              <th scope="col">hour from</th>
              <th scope="col">sent</th>
              <th scope="col">
                <span className="only-read">how much</span>
              </th>
              <th scope="col">delivered</th>
              <th scope="col">failed</th>
              <th scope="col">asked to stop</th>
            </tr>
          </thead>
          <tbody>
            {campaign.hours.map((hour) => (
              <tr key={hour.at}>
                <th scope="row">
                  <Moment at={hour.at} zone={campaign.zone} />
                </th>
                <td>{count(Math.max(hour.sent, hour.delivered))}</td>
                <td className="meter-cell" aria-hidden="true">
                  <i style={{ width: `${(100 * Math.max(hour.sent, hour.delivered)) / most}%` }} />
                </td>
                <td>{count(hour.delivered)}</td>
                <td>{count(hour.failed)}</td>
                <td>{count(hour.optedOut)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
