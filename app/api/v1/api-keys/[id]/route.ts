import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { revokeApiKey } from "@/lib/services/revoke-api-key";

interface Route {
  params: Promise<{ id: string }>;
}

export const DELETE = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = requireAdmin(await requireApiCaller(context, request, "write", now));
  const { id } = await params;
  const { workspaceId, actor } = caller;
  return Response.json(await revokeApiKey(context.db, workspaceId, id, now, actor));
});
