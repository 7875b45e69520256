import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getCampaigns } from "@/lib/services/get-campaigns";
import { requireNumber } from "@/lib/services/get-number";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const number = await requireNumber(context, reach, (await params).id);
  return Response.json(await getCampaigns(context, number, now));
});
