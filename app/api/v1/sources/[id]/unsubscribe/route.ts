import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { unsubscribeSource } from "@/lib/services/unsubscribe-source";

interface Route {
  params: Promise<{ id: string }>;
}

export const POST = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { workspaceId, actor } = requireUnlimited(caller);
  const { id } = await params;
  return Response.json(await unsubscribeSource(context, workspaceId, id, now, actor));
});
