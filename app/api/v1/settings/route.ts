import { requireAdmin, requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getSettings } from "@/lib/services/get-settings";
import { updateWorkspace } from "@/lib/services/update-workspace";
import { updateSettingsJson } from "@/lib/wire/settings";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const caller = await requireApiCaller(context, request, "read", new Date());
  const { workspaceId } = requireUnlimited(caller);
  return Response.json(await getSettings(context.db, context.env, workspaceId));
});

export const PATCH = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { workspaceId } = requireAdmin(caller);
  const change = updateSettingsJson.parse(await readJson(request));
  await updateWorkspace(context.db, workspaceId, change, now, caller.actor);
  return Response.json(await getSettings(context.db, context.env, workspaceId));
});
