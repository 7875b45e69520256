import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { resolveAlert } from "@/lib/services/resolve-alert";
import { getAlert } from "@/lib/services/get-alerts";

interface Route {
  params: Promise<{ id: string }>;
}

export const POST = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach, userId = null, actor } = await requireApiCaller(context, request, "write", now);
  const { id: alertId } = await params;
  await resolveAlert(context, { reach, alertId, userId, actor }, now);
  return Response.json(await getAlert(context, reach, alertId, now));
});
