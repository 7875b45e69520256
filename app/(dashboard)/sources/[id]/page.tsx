import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { makeQueryClient } from "@/app/_queries/query-client";
import { sourceQuery } from "@/app/_queries/sources";
import { requirePageSession } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getContext } from "@/lib/server/context";
import { getSourcePage } from "@/lib/services/get-sources";
import { SourceScreen } from "./source-screen";

export const metadata = { title: "Source" };

export default async function SourcePage({ params }: { params: Promise<{ id: string }> }) {
  const context = getContext();
  const now = new Date();
  const { reach, role } = await requirePageSession(context, now);
  const { id } = await params;
  const queries = makeQueryClient();
  queries.setQueryData(
    sourceQuery(id).queryKey,
    await orNotFound(getSourcePage(context, reach, id, role !== "viewer", now)),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SourceScreen id={id} />
    </HydrationBoundary>
  );
}
