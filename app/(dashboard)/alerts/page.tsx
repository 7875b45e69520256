import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { alertsQuery } from "@/app/_queries/alerts";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getAlerts } from "@/lib/services/get-alerts";
import { AlertsScreen } from "./alerts-screen";

export const metadata = { title: "Alerts" };

export default async function AlertsPage() {
  const context = getContext();
  const now = new Date();
  const { reach } = await requirePageSession(context, now);
  const queries = makeQueryClient();
  queries.setQueryData(alertsQuery().queryKey, await getAlerts(context, reach, {}, now));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <AlertsScreen />
    </HydrationBoundary>
  );
}
