import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { revokeInvitation } from "@/lib/services/revoke-invitation";

interface Route {
  params: Promise<{ id: string }>;
}

export const DELETE = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const admin = requireAdmin(await requireApiCaller(context, request, "write", now));
  return Response.json(await revokeInvitation(context.db, admin, (await params).id, now));
});
