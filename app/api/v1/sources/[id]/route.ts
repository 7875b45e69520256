import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { deleteSource } from "@/lib/services/delete-source";
import { getSourcePage } from "@/lib/services/get-sources";
import { updateSource } from "@/lib/services/update-source";
import { updateSourceJson } from "@/lib/wire/source";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach, scope } = await requireApiCaller(context, request, "read", now);
  const { id } = await params;
  return Response.json(await getSourcePage(context, reach, id, scope === "write", now));
});

export const PATCH = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { workspaceId, reach, actor } = requireUnlimited(caller);
  const { id } = await params;
  const change = updateSourceJson.parse(await readJson(request));
  await updateSource(context, workspaceId, id, change, now, actor);
  return Response.json(await getSourcePage(context, reach, id, true, now));
});

export const DELETE = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { workspaceId, actor } = requireUnlimited(caller);
  await deleteSource(context, workspaceId, (await params).id, now, actor);
  return Response.json({ removed: true });
});
