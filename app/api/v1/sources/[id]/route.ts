import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getSourcePage } from "@/lib/services/get-sources";
import { sourceChange, updateSource } from "@/lib/services/update-source";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { workspaceId, scope } = await requireApiCaller(context, request, "read", now);
  const { id } = await params;
  return Response.json(await getSourcePage(context, workspaceId, id, scope === "write", now));
});

export const PATCH = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { workspaceId } = await requireApiCaller(context, request, "write", now);
  const { id } = await params;
  await updateSource(context, workspaceId, id, sourceChange.parse(await readJson(request)));
  return Response.json(await getSourcePage(context, workspaceId, id, true, now));
});
