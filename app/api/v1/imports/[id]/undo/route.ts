import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getImport } from "@/lib/services/get-imports";
import { undoImport } from "@/lib/services/undo-import";

interface Route {
  params: Promise<{ id: string }>;
}

export const POST = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { workspaceId, actor, userId } = requireUnlimited(caller);
  const { id } = await params;
  const rules = await context.sources.rules(workspaceId, now.getTime());
  await undoImport(context, rules, { actor, userId }, id, () => new Date());
  return Response.json(await getImport(context, workspaceId, id));
});
