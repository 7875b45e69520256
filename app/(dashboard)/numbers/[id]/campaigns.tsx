"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { CampaignTable } from "@/app/(dashboard)/campaigns/campaign-table";
import { campaignsQuery } from "@/app/_queries/numbers";

export function Campaigns({ id }: { id: string }) {
  const { data, isError } = useQuery(campaignsQuery(id));
  return (
    <section className="block campaigns" aria-labelledby="campaigns">
      <header>
        <h2 id="campaigns">Campaigns, last 14 days</h2>
        <Link href={`/campaigns?days=90&number=${id}`} className="no-print">
          90 days
        </Link>
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
