import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getAudit } from "@/lib/services/get-audit";
import { auditQueryJson } from "@/lib/wire/audit";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const caller = await requireApiCaller(context, request, "read", new Date());
  const { workspaceId } = requireAdmin(caller);
  const query = auditQueryJson.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await getAudit(context.db, workspaceId, query));
});
