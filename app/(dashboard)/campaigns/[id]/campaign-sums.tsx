import {
  complaintsOf,
  OptOutShare,
  ReadShare,
  Unreachable,
} from "@/app/(dashboard)/campaigns/campaign-figures";
import { count } from "@/lib/domain/portfolio/score-words";
import type { CampaignPageJson } from "@/lib/wire/campaign";

export function CampaignSums({ campaign }: { campaign: CampaignPageJson }) {
  const complaints = complaintsOf(campaign);
  return (
    <section className="block" aria-label="Figures">
      <dl className="figures-row">
        <div>
          <dt>sent</dt>
          <dd>{count(campaign.sent)}</dd>
        </div>
        <div>
          <dt>delivered</dt>
          <dd>{count(campaign.delivered)}</dd>
        </div>
        <div>
          <dt>read in 24 h</dt>
          <dd>
            <ReadShare campaign={campaign} zone={campaign.zone} />
          </dd>
        </div>
        <div>
          <dt>asked to stop</dt>
          <dd>
            {count(campaign.optedOut)} · <OptOutShare campaign={campaign} />
          </dd>
        </div>
        <div>
          <dt>not on WhatsApp</dt>
          <dd>
            <Unreachable campaign={campaign} />
          </dd>
        </div>
        <div>
          <dt>held back, not yours</dt>
          <dd>{count(campaign.heldBack)}</dd>
        </div>
        {complaints !== "" && (
          <div>
            <dt>as others told</dt>
            <dd>{complaints}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
