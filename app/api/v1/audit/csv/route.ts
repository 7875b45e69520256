import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { streamFile } from "@/lib/http/stream-file";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { writeAuditCsv } from "@/lib/services/audit-csv";
import { auditQueryJson } from "@/lib/wire/audit";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const caller = await requireApiCaller(context, request, "read", new Date());
  const { workspaceId } = requireAdmin(caller);
  const query = auditQueryJson.parse(Object.fromEntries(new URL(request.url).searchParams));
  const file = { name: "banguard-audit-log.csv", type: "text/csv; charset=utf-8" };
  return streamFile(file, writeAuditCsv(context.db, workspaceId, query));
});
