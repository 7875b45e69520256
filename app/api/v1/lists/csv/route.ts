import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getLists } from "@/lib/services/get-lists";
import { periodQueryJson } from "@/lib/wire/campaign";
import { csvFile } from "@/lib/wire/csv-file";
import { listsTable } from "@/lib/wire/tables";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const query = periodQueryJson.parse(Object.fromEntries(new URL(request.url).searchParams));
  return streamFile(...csvFile(listsTable, (await getLists(context, reach, query, now)).lists));
});
