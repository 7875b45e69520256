import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getRefusals } from "@/lib/services/get-imports";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const caller = await requireApiCaller(context, request, "read", new Date());
  const { workspaceId } = requireUnlimited(caller);
  const { id } = await params;
  return Response.json(await getRefusals(context, workspaceId, id));
});
