import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getAlerts } from "@/lib/services/get-alerts";
import { alertStateJson } from "@/lib/wire/alert";
import { csvFile } from "@/lib/wire/csv-file";
import { alertsTable } from "@/lib/wire/tables";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const asked = new URL(request.url).searchParams.get("state");
  const filter = asked === null ? {} : { state: alertStateJson.parse(asked) };
  return streamFile(...csvFile(alertsTable, (await getAlerts(context, reach, filter, now)).alerts));
});
