import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getCampaign } from "@/lib/services/get-campaign";
import { nameCampaign } from "@/lib/services/name-campaign";
import { nameCampaignJson } from "@/lib/wire/campaign";

interface Route {
  params: Promise<{ id: string }>;
}

export const PUT = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach, userId, actor } = await requireApiCaller(context, request, "write", now);
  const { id: campaignId } = await params;
  const { name } = nameCampaignJson.parse(await readJson(request));
  await nameCampaign(context, { reach, campaignId, userId, actor }, name, now);
  return Response.json(await getCampaign(context, reach, campaignId, now));
});

export const DELETE = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach, userId, actor } = await requireApiCaller(context, request, "write", now);
  const { id: campaignId } = await params;
  await nameCampaign(context, { reach, campaignId, userId, actor }, null, now);
  return Response.json(await getCampaign(context, reach, campaignId, now));
});
