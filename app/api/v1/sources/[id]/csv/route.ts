import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getSourcePage } from "@/lib/services/get-sources";
import { csvFile } from "@/lib/wire/csv-file";
import { deliveriesTable } from "@/lib/wire/tables";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const { deliveries } = await getSourcePage(context, reach, (await params).id, false, now);
  return streamFile(...csvFile(deliveriesTable, deliveries));
});
