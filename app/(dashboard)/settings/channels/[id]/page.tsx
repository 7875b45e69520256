import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { channelQuery } from "@/app/_queries/channels";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requireWholePageSession } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getContext } from "@/lib/server/context";
import { getChannelPage } from "@/lib/services/get-channels";
import { ChannelScreen } from "./channel-screen";

export const metadata = { title: "Channel" };

export default async function ChannelPage({ params }: { params: Promise<{ id: string }> }) {
  const context = getContext();
  const now = new Date();
  const { workspaceId, role } = await requireWholePageSession(context, now);
  const { id } = await params;
  const queries = makeQueryClient();
  queries.setQueryData(
    channelQuery(id).queryKey,
    await orNotFound(getChannelPage(context, workspaceId, id, now)),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ChannelScreen id={id} isAdmin={role === "admin"} />
    </HydrationBoundary>
  );
}
