import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { orderClientErasure } from "@/lib/services/erase-client";
import { eraseClientJson } from "@/lib/wire/erasure";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = requireAdmin(await requireApiCaller(context, request, "write", now));
  const { workspaceId, actor } = caller;
  const { clientId, name } = eraseClientJson.parse(await readJson(request));
  await orderClientErasure(context, { workspaceId, clientId, typedName: name, actor }, now);
  return Response.json({ ordered: true }, { status: 202 });
});
