import { requireApiCaller } from "@/lib/auth/session";
import { csvFile } from "@/app/api/csv-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getSourcePage } from "@/lib/services/get-sources";
import { deliveriesTable } from "@/lib/wire/tables";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const { deliveries } = await getSourcePage(context, reach, (await params).id, false, now);
  return csvFile(deliveriesTable, deliveries);
});
