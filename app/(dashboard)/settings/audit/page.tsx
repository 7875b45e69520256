import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { auditQuery } from "@/app/_queries/audit";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requireAdminPageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getAudit } from "@/lib/services/get-audit";
import { auditPageJson } from "@/lib/wire/audit";
import { AuditScreen } from "./audit-screen";

export const metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: PageProps<"/settings/audit">) {
  const context = getContext();
  const { workspaceId } = await requireAdminPageSession(context, new Date());
  const query = auditPageJson.parse(await searchParams);
  const queries = makeQueryClient();
  queries.setQueryData(auditQuery(query).queryKey, await getAudit(context.db, workspaceId, query));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <AuditScreen query={query} />
    </HydrationBoundary>
  );
}
