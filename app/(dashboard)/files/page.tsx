import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { importsQuery } from "@/app/_queries/imports";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requireWholePageSession } from "@/lib/auth/session";
import { getContext } from "@/lib/server/context";
import { getImports } from "@/lib/services/get-imports";
import { FilesScreen } from "./files-screen";

export const metadata = { title: "Files" };

export default async function FilesPage() {
  const context = getContext();
  const { workspaceId, role } = await requireWholePageSession(context, new Date());
  const queries = makeQueryClient();
  queries.setQueryData(importsQuery().queryKey, await getImports(context, workspaceId));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <FilesScreen mayWrite={role !== "viewer"} />
    </HydrationBoundary>
  );
}
