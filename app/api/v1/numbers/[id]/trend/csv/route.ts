import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { requireNumber } from "@/lib/services/get-number";
import { getTrend } from "@/lib/services/get-trend";
import { readTrendQuery } from "@/lib/wire/trend-query";
import { csvFile } from "@/lib/wire/csv-file";
import { trendTable } from "@/lib/wire/tables";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const number = await requireNumber(context, reach, (await params).id);
  const query = readTrendQuery(new URL(request.url).searchParams, now);
  return streamFile(
    ...csvFile(trendTable, (await getTrend(context, { ...number, ...query })).points),
  );
});
