import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getAlert } from "@/lib/services/get-alerts";
import { muteTarget } from "@/lib/services/mute-target";
import { muteAlertJson } from "@/lib/wire/alert";

interface Route {
  params: Promise<{ id: string }>;
}

export const POST = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach, userId = null, actor } = await requireApiCaller(context, request, "write", now);
  const { id: alertId } = await params;
  const length = muteAlertJson.parse(await readJson(request));
  await muteTarget(context, { reach, alertId, userId, actor }, length, now);
  return Response.json(await getAlert(context, reach, alertId, now));
});
