import { requireAdmin, requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getChannelPage } from "@/lib/services/get-channels";
import { removeChannel } from "@/lib/services/remove-channel";
import { updateChannel } from "@/lib/services/update-channel";
import { updateChannelJson } from "@/lib/wire/channel";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "read", now);
  const { workspaceId } = requireUnlimited(caller);
  return Response.json(await getChannelPage(context, workspaceId, (await params).id, now));
});

export const PATCH = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { workspaceId, actor } = requireAdmin(
    await requireApiCaller(context, request, "write", now),
  );
  const change = updateChannelJson.parse(await readJson(request));
  const action = { workspaceId, actor, channelId: (await params).id };
  return Response.json(await updateChannel(context, action, change, now));
});

export const DELETE = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { workspaceId, actor } = requireAdmin(
    await requireApiCaller(context, request, "write", now),
  );
  await removeChannel(context, { workspaceId, actor, channelId: (await params).id }, now);
  return Response.json({ removed: true });
});
