import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { channelsQuery } from "@/app/_queries/channels";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requireWholePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getChannels } from "@/lib/services/get-channels";
import { ChannelsScreen } from "./channels-screen";

export const metadata = { title: "Channels" };

export default async function ChannelsPage() {
  const context = getContext();
  const now = new Date();
  const { workspaceId, role } = await requireWholePageSession(context, now);
  const queries = makeQueryClient();
  queries.setQueryData(channelsQuery().queryKey, await getChannels(context, workspaceId, now));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ChannelsScreen isAdmin={role === "admin"} />
    </HydrationBoundary>
  );
}
