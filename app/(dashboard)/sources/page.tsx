import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { makeQueryClient } from "@/app/_queries/query-client";
import { sourcesQuery } from "@/app/_queries/sources";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getSources } from "@/lib/services/get-sources";
import { SourcesScreen } from "./sources-screen";

export const metadata = { title: "Sources" };

export default async function SourcesPage() {
  const context = getContext();
  const now = new Date();
  const { reach } = await requirePageSession(context, now);
  const queries = makeQueryClient();
  queries.setQueryData(sourcesQuery().queryKey, await getSources(context, reach, now));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SourcesScreen />
    </HydrationBoundary>
  );
}
