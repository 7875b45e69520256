import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { clientsQuery } from "@/app/_queries/clients";
import { numbersQuery } from "@/app/_queries/numbers";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requireWholePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getClients } from "@/lib/services/get-clients";
import { getPortfolio } from "@/lib/services/get-portfolio";
import { ClientsScreen } from "./clients-screen";

export const metadata = { title: "Clients" };

export default async function ClientsPage() {
  const context = getContext();
  const now = new Date();
  const { reach, role } = await requireWholePageSession(context, now);
  const queries = makeQueryClient();
  queries.setQueryData(clientsQuery().queryKey, await getClients(context, reach));
  queries.setQueryData(numbersQuery().queryKey, await getPortfolio(context, reach, now));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ClientsScreen mayWrite={role !== "viewer"} />
    </HydrationBoundary>
  );
}
