import { forgetSessions } from "@/lib/auth/find-session";
import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { orderWorkspaceErasure } from "@/lib/services/erase-workspace";
import { eraseWorkspaceJson } from "@/lib/wire/erasure";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = requireAdmin(await requireApiCaller(context, request, "write", now));
  const { workspaceId, actor } = caller;
  const { name } = eraseWorkspaceJson.parse(await readJson(request));
  await orderWorkspaceErasure(context, { workspaceId, typedName: name, actor }, now);
  forgetSessions(context.db);
  return Response.json({ ordered: true }, { status: 202 });
});
