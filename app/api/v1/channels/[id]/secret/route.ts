import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { renewChannelSecret } from "@/lib/services/renew-channel-secret";

interface Route {
  params: Promise<{ id: string }>;
}

export const POST = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { workspaceId, actor } = requireAdmin(
    await requireApiCaller(context, request, "write", now),
  );
  const action = { workspaceId, actor, channelId: (await params).id };
  return Response.json(await renewChannelSecret(context, action, now));
});
