import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { makeQueryClient } from "@/app/_queries/query-client";
import { apiKeysQuery } from "@/app/_queries/settings";
import { requireWholePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { listApiKeys } from "@/lib/services/list-api-keys";
import { ApiKeys } from "./api-keys";

export const metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const context = getContext();
  const { workspaceId, role } = await requireWholePageSession(context, new Date());
  const queries = makeQueryClient();
  queries.setQueryData(apiKeysQuery().queryKey, await listApiKeys(context.db, workspaceId));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <ApiKeys isAdmin={role === "admin"} />
    </HydrationBoundary>
  );
}
