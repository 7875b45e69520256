import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { streamFile } from "@/lib/http/stream-file";
import { getContext } from "@/lib/server/context";
import { exportSaidNo } from "@/lib/services/export-said-no";

/** Codes only: whoever holds the numbers can compare them, nobody can read them. */
export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = requireAdmin(await requireApiCaller(context, request, "read", now));
  const { workspaceId, actor } = caller;
  return streamFile(...(await exportSaidNo(context.db, workspaceId, actor, now)));
});
