import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { workspacesQuery } from "@/app/_queries/me";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requirePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { listWorkspaces } from "@/lib/services/list-workspaces";
import { WorkspacesScreen } from "./workspaces-screen";

export const metadata = { title: "Your workspaces" };

export default async function WorkspacesPage() {
  const context = getContext();
  const { workspaceId, userId, zone } = await requirePageSession(context, new Date());
  const queries = makeQueryClient();
  queries.setQueryData(
    workspacesQuery().queryKey,
    await listWorkspaces(context.db, { workspaceId, userId }),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <WorkspacesScreen zone={zone} zones={["UTC", ...Intl.supportedValuesOf("timeZone")]} />
    </HydrationBoundary>
  );
}
