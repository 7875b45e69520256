import { forgetSessions } from "@/lib/auth/find-session";
import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { removePerson } from "@/lib/services/remove-person";
import { updatePerson } from "@/lib/services/update-person";
import { changeMemberJson } from "@/lib/wire/people";

interface Route {
  params: Promise<{ id: string }>;
}

export const PATCH = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { workspaceId, actor } = requireAdmin(caller);
  const change = changeMemberJson.parse(await readJson(request));
  const { id } = await params;
  const person = await updatePerson(context.db, workspaceId, id, change, now, actor);
  forgetSessions(context.db);
  return Response.json(person);
});

export const DELETE = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { workspaceId, actor } = requireAdmin(caller);
  const removed = await removePerson(context.db, workspaceId, (await params).id, now, actor);
  forgetSessions(context.db);
  return Response.json(removed);
});
