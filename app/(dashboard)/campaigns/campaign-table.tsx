import Link from "next/link";
import { Moment } from "@/app/_ui/times";
import { count } from "@/lib/domain/portfolio/score-words";
import type { CampaignJson, CampaignsJson } from "@/lib/wire/campaign";
import { complaintsOf, OptOutShare, ReadShare, Unreachable } from "./campaign-figures";
import { CampaignName } from "./campaign-name";

interface CampaignTableProps {
  data: CampaignsJson;
  /** Whose they are stands under the name when several numbers are shown. */
  withNumbers?: boolean;
}

export function CampaignTable({ data, withNumbers = false }: CampaignTableProps) {
  const withComplaints = data.campaigns.some((campaign) => complaintsOf(campaign) !== "");
  return (
    <div className="wide-table stacks">
      {/* A table wider than its place scrolls in itself; keys must reach it. */}
      <table tabIndex={0}>
        <thead>
          <tr>
            <th scope="col">Campaign</th>
            <th scope="col">began</th>
            <th scope="col">sent</th>
            <th scope="col">delivered</th>
            <th scope="col">read in 24 h</th>
            <th scope="col">asked to stop</th>
            <th scope="col">of delivered</th>
            <th scope="col">not on WhatsApp</th>
            <th scope="col">held back, not yours</th>
            {withComplaints && <th scope="col">as others told</th>}
          </tr>
        </thead>
        <tbody>
          {data.campaigns.map((campaign) => (
            <CampaignRow
              key={campaign.id}
              campaign={campaign}
              zone={data.zone}
              withNumbers={withNumbers}
              withComplaints={withComplaints}
            />
          ))}
          {data.unassignedOptOuts > 0 && (
            <tr className="muted">
              <th scope="row">No campaign</th>
              <td className="gone" />
              <td className="gone" />
              <td className="gone" />
              <td className="gone" />
              <td data-label="asked to stop">{count(data.unassignedOptOuts)}</td>
              <td className="gone" colSpan={withComplaints ? 4 : 3} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

interface CampaignRowProps {
  campaign: CampaignJson;
  zone: string;
  withNumbers: boolean;
  withComplaints: boolean;
}

function CampaignRow({ campaign, zone, withNumbers, withComplaints }: CampaignRowProps) {
  const { number } = campaign;
  const complaints = complaintsOf(campaign);
  return (
    <tr>
      <th scope="row">
        <CampaignName campaign={campaign} zone={zone} />
        {withNumbers && (
          <span className="whose small">
            <Link href={`/numbers/${number.id}`}>{number.name}</Link>
          </span>
        )}
      </th>
      <td data-label="began">
        <Moment at={campaign.startedAt} zone={zone} />
        {campaign.endedAt === null && <span className="muted">, running</span>}
      </td>
      <td data-label="sent">{count(campaign.sent)}</td>
      <td data-label="delivered">{count(campaign.delivered)}</td>
      <td data-label="read in 24 h">
        <ReadShare campaign={campaign} zone={zone} />
      </td>
      <td data-label="asked to stop">{count(campaign.optedOut)}</td>
      <td data-label="of delivered">
        <OptOutShare campaign={campaign} />
      </td>
      <td data-label="not on WhatsApp">
        <Unreachable campaign={campaign} />
      </td>
      <td data-label="held back, not yours">{count(campaign.heldBack)}</td>
      {withComplaints && (
        <td data-label="as others told" className={complaints === "" ? "gone" : undefined}>
          {complaints}
        </td>
      )}
    </tr>
  );
}
