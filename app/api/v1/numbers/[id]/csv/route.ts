import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getNumber } from "@/lib/services/get-number";
import { csvFile } from "@/lib/wire/csv-file";
import { scoreTable } from "@/lib/wire/tables";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const { factors } = await getNumber(context, reach, (await params).id, now);
  return streamFile(...csvFile(scoreTable, factors));
});
