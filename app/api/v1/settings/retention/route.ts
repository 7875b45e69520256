import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getRetention } from "@/lib/services/retention-settings";
import { updateRetention } from "@/lib/services/update-retention";
import { updateRetentionJson } from "@/lib/wire/retention";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const { workspaceId } = await requireApiCaller(context, request, "read", new Date());
  return Response.json(await getRetention(context.db, workspaceId));
});

export const PATCH = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = requireAdmin(await requireApiCaller(context, request, "write", now));
  const wanted = updateRetentionJson.parse(await readJson(request));
  await updateRetention(context, caller, wanted, now);
  return Response.json(await getRetention(context.db, caller.workspaceId));
});
