import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getAlertPage } from "@/lib/services/get-alerts";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const viewer = await requireApiCaller(context, request, "read", now);
  return Response.json(await getAlertPage(context, viewer, (await params).id, now));
});
