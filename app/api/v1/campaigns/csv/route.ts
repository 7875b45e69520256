import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getAllCampaigns } from "@/lib/services/get-campaigns";
import { periodQueryJson } from "@/lib/wire/campaign";
import { csvFile } from "@/lib/wire/csv-file";
import { campaignsTable } from "@/lib/wire/tables";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const query = periodQueryJson.parse(Object.fromEntries(new URL(request.url).searchParams));
  return streamFile(
    ...csvFile(campaignsTable, (await getAllCampaigns(context, reach, query, now)).campaigns),
  );
});
