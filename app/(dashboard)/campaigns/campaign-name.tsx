"use client";

import Link from "next/link";
import { Moment } from "@/app/_ui/times";
import type { CampaignJson } from "@/lib/wire/campaign";
import { NameIt } from "./name-it";

/** A campaign by its name, or by when it began; who can, names it here. */
export function CampaignName({ campaign, zone }: { campaign: CampaignJson; zone: string }) {
  return (
    <span className="campaign-name">
      <Link href={`/campaigns/${campaign.id}`}>
        {campaign.name ?? (
          <>
            Unnamed campaign, <Moment at={campaign.startedAt} zone={zone} />
          </>
        )}
      </Link>
      {campaign.recognised && <NameIt campaign={campaign} />}
    </span>
  );
}
