import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { importsQuery } from "@/app/_queries/imports";
import { makeQueryClient } from "@/app/_queries/query-client";
import { requireUnlimited } from "@/lib/auth/require-person";
import { requirePageSession } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getContext } from "@/lib/server/context";
import { getImports } from "@/lib/services/get-imports";
import { FilesScreen } from "./files-screen";

export const metadata = { title: "Files" };

export default async function FilesPage() {
  const context = getContext();
  const session = await requirePageSession(context, new Date());
  const { reach, role } = await orNotFound((async () => requireUnlimited(session))());
  const queries = makeQueryClient();
  queries.setQueryData(importsQuery().queryKey, await getImports(context, reach.workspaceId));
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <FilesScreen mayWrite={role !== "viewer"} />
    </HydrationBoundary>
  );
}
