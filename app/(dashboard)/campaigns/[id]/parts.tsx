import { count, percent } from "@/lib/domain/portfolio/score-words";
import type { CampaignPageJson, CampaignPartJson } from "@/lib/wire/campaign";

interface PartsProps {
  name: string;
  what: string;
  parts: readonly CampaignPartJson[];
  campaign: CampaignPageJson;
}

/** One way to divide a campaign: how much went there, and how many of those who stopped came from there. */
export function Parts({ name, what, parts, campaign }: PartsProps) {
  const stopped = campaign.optedOut;
  return (
    <section className="block" aria-label={name}>
      <header>
        <h2>{name}</h2>
      </header>
      {parts.length === 0 ? (
        <p className="soft">Its messages name no {what}.</p>
      ) : (
        <div className="wide-table">
          <table tabIndex={0}>
            <thead>
              <tr>
                <th scope="col">{what}</th>
                <th scope="col">sent</th>
                <th scope="col">asked to stop</th>
                <th scope="col">of those who did</th>
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => (
                <tr key={part.name}>
                  <th scope="row" className="long">
                    {part.name}
                  </th>
                  <td>{count(part.sent)}</td>
                  <td>{count(part.optedOut)}</td>
                  <td>{stopped === 0 ? "–" : percent(Math.min(1, part.optedOut / stopped))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
