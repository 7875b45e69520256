import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getOutbox } from "@/lib/services/get-outbox";
import { csvFile } from "@/lib/wire/csv-file";
import { mailsTable } from "@/lib/wire/tables";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const viewer = await requireApiCaller(context, request, "read", now);
  return streamFile(...csvFile(mailsTable, (await getOutbox(context, viewer)).mails));
});
