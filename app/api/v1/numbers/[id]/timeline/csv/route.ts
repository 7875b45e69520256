import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { requireNumber } from "@/lib/services/get-number";
import { getTimeline } from "@/lib/services/get-timeline";
import { csvFile } from "@/lib/wire/csv-file";
import { timelineTable } from "@/lib/wire/tables";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const number = await requireNumber(context, reach, (await params).id);
  return streamFile(...csvFile(timelineTable, (await getTimeline(context, number, now)).entries));
});
