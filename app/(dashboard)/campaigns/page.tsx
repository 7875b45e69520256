import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { allCampaignsQuery } from "@/app/_queries/campaigns";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getAllCampaigns } from "@/lib/services/get-campaigns";
import { readPeriod } from "@/lib/wire/campaign";
import { CampaignsScreen } from "./campaigns-screen";

export const metadata = { title: "Campaigns" };

export default async function CampaignsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  const context = getContext();
  const now = new Date();
  const { reach } = await requirePageSession(context, now);
  const query = readPeriod(await searchParams);
  const queries = makeQueryClient();
  queries.setQueryData(
    allCampaignsQuery(query).queryKey,
    await getAllCampaigns(context, reach, query, now),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <CampaignsScreen query={query} />
    </HydrationBoundary>
  );
}
