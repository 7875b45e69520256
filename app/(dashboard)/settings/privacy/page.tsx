import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { makeQueryClient } from "@/app/_queries/query-client";
import { retentionQuery } from "@/app/_queries/privacy";
import { requireWholePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getRetention } from "@/lib/services/retention-settings";
import { PrivacyScreen } from "./privacy-screen";

export const metadata = { title: "Privacy" };

export default async function PrivacyPage() {
  const context = getContext();
  const { workspaceId, role } = await requireWholePageSession(context, new Date());
  const queries = makeQueryClient();
  queries.setQueryData(retentionQuery().queryKey, await getRetention(context.db, workspaceId));
  const { subprocessors, backupDays = null } = context.env;
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <PrivacyScreen
        isAdmin={role === "admin"}
        subprocessors={subprocessors}
        backupDays={backupDays}
      />
    </HydrationBoundary>
  );
}
