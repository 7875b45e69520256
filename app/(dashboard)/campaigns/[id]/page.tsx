import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { campaignQuery } from "@/app/_queries/campaigns";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getContext } from "@/lib/server/context";
import { getCampaign } from "@/lib/services/get-campaign";
import { CampaignScreen } from "./campaign-screen";

export const metadata = { title: "Campaign" };

export default async function CampaignPage({ params }: { params: Promise<{ id: string }> }) {
  const context = getContext();
  const now = new Date();
  const { reach } = await requirePageSession(context, now);
  const { id } = await params;
  const queries = makeQueryClient();
  queries.setQueryData(
    campaignQuery(id).queryKey,
    await orNotFound(getCampaign(context, reach, id, now)),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <CampaignScreen id={id} />
    </HydrationBoundary>
  );
}
