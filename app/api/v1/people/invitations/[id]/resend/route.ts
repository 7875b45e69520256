import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { resendInvitation } from "@/lib/services/resend-invitation";

interface Route {
  params: Promise<{ id: string }>;
}

export const POST = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const admin = requireAdmin(await requireApiCaller(context, request, "write", now));
  return Response.json(await resendInvitation(context, admin, (await params).id, now));
});
