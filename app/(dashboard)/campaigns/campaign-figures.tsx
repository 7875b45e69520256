import { BandIcon } from "@/app/_ui/band";
import { Moment } from "@/app/_ui/times";
import { count, percent } from "@/lib/domain/portfolio/score-words";
import type { CampaignJson } from "@/lib/wire/campaign";

/** Reads mature for a day; until then it says when they will be complete. */
export function ReadShare({ campaign, zone }: { campaign: CampaignJson; zone: string }) {
  if (campaign.read24h !== null) return percent(campaign.read24h);
  if (campaign.readCompleteAt === null) return "–";
  return (
    <span className="muted">
      by <Moment at={campaign.readCompleteAt} zone={zone} />
    </span>
  );
}

export function OptOutShare({ campaign }: { campaign: CampaignJson }) {
  if (campaign.optedOutShare === null) return "–";
  const words = percent(campaign.optedOutShare);
  if (campaign.mark === "ok") return words;
  return (
    <span className={`band ${campaign.mark}`}>
      {words} <BandIcon band={campaign.mark} /> {campaign.mark}
    </span>
  );
}

/** Failures are looked at one by one a little later: until then the share is a lower bound, and says so. */
export function Unreachable({ campaign }: { campaign: CampaignJson }) {
  const { unreachableShare, failuresCounted } = campaign;
  if (unreachableShare === null) return <span className="muted">not counted yet</span>;
  if (failuresCounted) return percent(unreachableShare);
  return (
    <>
      <span className="muted">at least</span> {percent(unreachableShare)}
    </>
  );
}

/** What only some sources tell; empty where nobody told of any. */
export function complaintsOf({ blocked, reported }: CampaignJson): string {
  return [blocked > 0 && `${count(blocked)} blocked`, reported > 0 && `${count(reported)} reported`]
    .filter((part) => part !== false)
    .join(", ");
}
