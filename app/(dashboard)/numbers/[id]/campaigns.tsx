"use client";

import { useQuery } from "@tanstack/react-query";
import { campaignsQuery } from "@/app/_queries/numbers";
import { BandIcon } from "@/app/_ui/band";
import { Moment } from "@/app/_ui/times";
import { count, percent } from "@/lib/domain/portfolio/score-words";
import type { CampaignJson, CampaignsJson } from "@/lib/wire/campaign";

export function Campaigns({ id }: { id: string }) {
  const { data, isError } = useQuery(campaignsQuery(id));
  return (
    <section className="block campaigns" aria-labelledby="campaigns">
      <header>
        <h2 id="campaigns">Campaigns, last 14 days</h2>
      </header>
      {!data && (
        <p className="muted">
          {isError ? "The campaigns could not be loaded." : "Loading the campaigns…"}
        </p>
      )}
      {data?.campaigns.length === 0 && <p className="soft">No campaign in 14 days.</p>}
      {data && data.campaigns.length > 0 && <CampaignTable data={data} />}
    </section>
  );
}

function CampaignTable({ data }: { data: CampaignsJson }) {
  return (
    <div className="wide-table">
      {/* A table wider than a phone scrolls in itself; keys must reach it. */}
      <table tabIndex={0}>
        <thead>
          <tr>
            <th scope="col">Campaign</th>
            <th scope="col">began</th>
            <th scope="col">sent</th>
            <th scope="col">delivered</th>
            <th scope="col">read in 24 h</th>
            <th scope="col" colSpan={2}>
              asked to stop
            </th>
            <th scope="col">not on WhatsApp</th>
            <th scope="col">held back, not yours</th>
          </tr>
        </thead>
        <tbody>
          {data.campaigns.map((campaign) => (
            <CampaignRow key={campaign.id} campaign={campaign} zone={data.zone} />
          ))}
          {data.unassignedOptOuts > 0 && (
            <tr className="muted">
              <th scope="row">No campaign</th>
              <td colSpan={4} />
              <td>{count(data.unassignedOptOuts)}</td>
              <td colSpan={3} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function CampaignRow({ campaign, zone }: { campaign: CampaignJson; zone: string }) {
  return (
    <tr>
      <th scope="row">{campaign.name ?? <span className="muted">Unnamed</span>}</th>
      <td>
        <Moment at={campaign.startedAt} zone={zone} />
      </td>
      <td>{count(campaign.sent)}</td>
      <td>{count(campaign.delivered)}</td>
      <td>
        <ReadShare campaign={campaign} zone={zone} />
      </td>
      <td>{count(campaign.optedOut)}</td>
      <td>
        <OptOutShare campaign={campaign} />
      </td>
      <td>{campaign.unreachableShare === null ? "–" : percent(campaign.unreachableShare)}</td>
      <td>{count(campaign.heldBack)}</td>
    </tr>
  );
}

/** Reads mature for a day; until then the table says when they will be complete. */
function ReadShare({ campaign, zone }: { campaign: CampaignJson; zone: string }) {
  if (campaign.read24h !== null) return percent(campaign.read24h);
  if (campaign.readCompleteAt === null) return "–";
  return (
    <span className="muted">
      by <Moment at={campaign.readCompleteAt} zone={zone} />
    </span>
  );
}

function OptOutShare({ campaign }: { campaign: CampaignJson }) {
  if (campaign.optedOutShare === null) return "–";
  const words = percent(campaign.optedOutShare);
  if (campaign.mark === "ok") return words;
  return (
    <span className={`band ${campaign.mark}`}>
      {words} <BandIcon band={campaign.mark} />
      <span className="only-read">{campaign.mark}</span>
    </span>
  );
}
