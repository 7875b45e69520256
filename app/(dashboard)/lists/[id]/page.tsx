import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { listQuery } from "@/app/_queries/campaigns";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getContext } from "@/lib/server/context";
import { getList } from "@/lib/services/get-list";
import { readPeriod } from "@/lib/wire/campaign";
import { ListScreen } from "./list-screen";

export const metadata = { title: "List" };

interface ListPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, unknown>>;
}

export default async function ListPage({ params, searchParams }: ListPageProps) {
  const context = getContext();
  const now = new Date();
  const { reach } = await requirePageSession(context, now);
  const { id } = await params;
  const query = readPeriod(await searchParams);
  const queries = makeQueryClient();
  queries.setQueryData(
    listQuery(id, query).queryKey,
    await orNotFound(getList(context, reach, id, query, now)),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ListScreen id={id} query={query} />
    </HydrationBoundary>
  );
}
