import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { listsQuery } from "@/app/_queries/campaigns";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getLists } from "@/lib/services/get-lists";
import { readPeriod } from "@/lib/wire/campaign";
import { ListsScreen } from "./lists-screen";

export const metadata = { title: "Lists" };

export default async function ListsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  const context = getContext();
  const now = new Date();
  const { reach } = await requirePageSession(context, now);
  const query = readPeriod(await searchParams);
  const queries = makeQueryClient();
  queries.setQueryData(listsQuery(query).queryKey, await getLists(context, reach, query, now));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ListsScreen query={query} />
    </HydrationBoundary>
  );
}
