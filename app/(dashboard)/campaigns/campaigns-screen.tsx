"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { allCampaignsQuery, periodText } from "@/app/_queries/campaigns";
import { FileLink } from "@/app/_ui/file-link";
import { PeriodFilters } from "@/app/_ui/period-filters";
import { Empty, Failed, Waiting } from "@/app/_ui/states";
import type { PeriodQuery } from "@/lib/wire/campaign";
import { CampaignTable } from "./campaign-table";

export function CampaignsScreen({ query }: { query: PeriodQuery }) {
  const { data, error, isError, refetch } = useQuery({
    ...allCampaignsQuery(query),
    placeholderData: keepPreviousData,
  });
  if (!data && isError)
    return <Failed what="The campaigns" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the campaigns" />;
  return (
    <>
      <header className="page-head">
        <h1>Campaigns</h1>
        <PeriodFilters query={query} clients={data.clients} numbers={data.numbers} />
      </header>
      <p className="page-note soft">
        Newest first. <Link href="/lists">Lists</Link> shows where the people came from.
      </p>
      {data.campaigns.length === 0 ? (
        <Empty title={`No campaign in ${data.days} days`}>
          A campaign shows here when its messages carry a name, or when at least 100 marketing
          messages leave one number within an hour.
        </Empty>
      ) : (
        <section className="block campaigns" aria-label="All campaigns">
          <CampaignTable data={data} withNumbers />
          <FileLink href={`/api/v1/campaigns/csv?${periodText(query)}`} what="the campaigns" />
        </section>
      )}
    </>
  );
}
