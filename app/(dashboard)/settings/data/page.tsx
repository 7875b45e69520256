import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { clientsQuery } from "@/app/_queries/clients";
import { retentionQuery } from "@/app/_queries/privacy";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requireAdminPageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getRetention } from "@/lib/services/retention-settings";
import { getClients } from "@/lib/services/get-clients";
import { DataScreen } from "./data-screen";

export const metadata = { title: "Data" };

export default async function DataPage() {
  const context = getContext();
  const { workspaceId, workspaceName, reach } = await requireAdminPageSession(context, new Date());
  const queries = makeQueryClient();
  queries.setQueryData(retentionQuery().queryKey, await getRetention(context.db, workspaceId));
  queries.setQueryData(clientsQuery().queryKey, await getClients(context, reach));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <DataScreen workspace={workspaceName} />
    </HydrationBoundary>
  );
}
