import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { alertQuery } from "@/app/_queries/alerts";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getContext } from "@/lib/server/context";
import { getAlertPage } from "@/lib/services/get-alerts";
import { AlertScreen } from "./alert-screen";

export const metadata = { title: "Alert" };

export default async function AlertPage({ params }: { params: Promise<{ id: string }> }) {
  const context = getContext();
  const now = new Date();
  const { reach, userId } = await requirePageSession(context, now);
  const { id } = await params;
  const queries = makeQueryClient();
  queries.setQueryData(
    alertQuery(id).queryKey,
    await orNotFound(getAlertPage(context, { reach, userId }, id, now)),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <AlertScreen id={id} />
    </HydrationBoundary>
  );
}
