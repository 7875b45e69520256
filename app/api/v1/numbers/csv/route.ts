import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getPortfolio } from "@/lib/services/get-portfolio";
import { csvFile } from "@/lib/wire/csv-file";
import { numbersTable } from "@/lib/wire/tables";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const { numbers } = await getPortfolio(context, reach, now);
  return streamFile(...csvFile(numbersTable, numbers));
});
