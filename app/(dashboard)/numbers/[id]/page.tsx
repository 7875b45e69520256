import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { campaignsQuery, numberQuery, timelineQuery } from "@/app/_queries/numbers";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getContext } from "@/lib/server/context";
import { getCampaigns } from "@/lib/services/get-campaigns";
import { getNumber, requireNumber } from "@/lib/services/get-number";
import { getTimeline } from "@/lib/services/get-timeline";
import { NumberScreen } from "./number-screen";

export const metadata = { title: "Number" };

export default async function NumberPage({ params }: { params: Promise<{ id: string }> }) {
  const context = getContext();
  const now = new Date();
  const { reach, role } = await requirePageSession(context, now);
  const question = await orNotFound(
    requireNumber(context, reach, decodeURIComponent((await params).id)),
  );
  const id = question.numberId;
  const [number, campaigns, timeline] = await Promise.all([
    getNumber(context, reach, id, now),
    getCampaigns(context, question, now),
    getTimeline(context, question, now),
  ]);
  const queries = makeQueryClient();
  queries.setQueryData(numberQuery(id).queryKey, number);
  queries.setQueryData(campaignsQuery(id).queryKey, campaigns);
  queries.setQueryData(timelineQuery(id).queryKey, timeline);
  const may = role === "viewer" ? "nothing" : reach.clients === null ? "move" : "name";
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <NumberScreen id={id} may={may} />
    </HydrationBoundary>
  );
}
