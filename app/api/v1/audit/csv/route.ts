import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { readAudit } from "@/lib/services/get-audit";
import { auditQueryJson } from "@/lib/wire/audit";
import { csvFile } from "@/lib/wire/csv-file";
import { auditTable } from "@/lib/wire/tables";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const caller = await requireApiCaller(context, request, "read", new Date());
  const { workspaceId } = requireAdmin(caller);
  const query = auditQueryJson.parse(Object.fromEntries(new URL(request.url).searchParams));
  return streamFile(...csvFile(auditTable, readAudit(context.db, workspaceId, query)));
});
