import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getChannelPage } from "@/lib/services/get-channels";
import { resendCall } from "@/lib/services/resend-call";

interface Route {
  params: Promise<{ id: string; callId: string }>;
}

export const POST = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { workspaceId, actor } = requireAdmin(
    await requireApiCaller(context, request, "write", now),
  );
  const { id, callId } = await params;
  await resendCall(context, { workspaceId, actor, channelId: id }, callId, now);
  return Response.json(await getChannelPage(context, workspaceId, id, now));
});
