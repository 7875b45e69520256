import { settingsQuery } from "@/app/_queries/settings";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requireWholePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getSettings } from "@/lib/services/get-settings";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { SettingsScreen } from "./settings-screen";

export const metadata = { title: "Workspace" };

export default async function SettingsPage() {
  const context = getContext();
  const { workspaceId } = await requireWholePageSession(context, new Date());
  const queries = makeQueryClient();
  queries.setQueryData(
    settingsQuery().queryKey,
    await getSettings(context.db, context.env, workspaceId),
  );
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SettingsScreen zones={["UTC", ...Intl.supportedValuesOf("timeZone")]} />
    </HydrationBoundary>
  );
}
