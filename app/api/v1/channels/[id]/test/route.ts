import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getChannelPage } from "@/lib/services/get-channels";
import { testChannel } from "@/lib/services/test-channel";

interface Route {
  params: Promise<{ id: string }>;
}

export const POST = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { workspaceId, actor } = requireAdmin(
    await requireApiCaller(context, request, "write", now),
  );
  const { id } = await params;
  await testChannel(context, { workspaceId, actor, channelId: id }, now);
  return Response.json(await getChannelPage(context, workspaceId, id, now));
});
