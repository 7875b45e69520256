import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { updatePerson } from "@/lib/services/update-person";
import { updatePersonJson } from "@/lib/wire/settings";

interface Route {
  params: Promise<{ id: string }>;
}

export const PATCH = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { workspaceId } = requireAdmin(caller);
  const change = updatePersonJson.parse(await readJson(request));
  const { id } = await params;
  return Response.json(await updatePerson(context.db, workspaceId, id, change, now, caller.actor));
});
