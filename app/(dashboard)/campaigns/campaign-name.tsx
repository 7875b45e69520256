"use client";

import Link from "next/link";
import { useNow } from "@/app/_ui/now";
import { clock, dateWords } from "@/lib/domain/portfolio/moments";
import { localDay } from "@/lib/domain/time";
import type { CampaignJson } from "@/lib/wire/campaign";
import { NameIt } from "./name-it";

/** A campaign by its name, or by when it began; who can, names it here. */
export function CampaignName({ campaign, zone }: { campaign: CampaignJson; zone: string }) {
  return (
    <span className="campaign-name">
      <Link href={`/campaigns/${campaign.id}`}>
        <NameOrBegin campaign={campaign} zone={zone} />
      </Link>
      {campaign.recognised && <NameIt campaign={campaign} />}
    </span>
  );
}

/** "Unnamed campaign, Sun 22 Nov 10:02": the whole date, because it stands for a name. */
export function NameOrBegin({ campaign, zone }: { campaign: CampaignJson; zone: string }) {
  const now = useNow();
  if (campaign.name !== null) return campaign.name;
  const at = Date.parse(campaign.startedAt);
  const day = dateWords(localDay(at, zone), localDay(now, zone));
  return (
    <time dateTime={campaign.startedAt}>
      Unnamed campaign, {day} {clock(at, zone)}
    </time>
  );
}
