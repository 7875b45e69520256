import { forgetSessionHash } from "@/lib/auth/find-session";
import { requireSelf } from "@/lib/auth/require-person";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { listWorkspaces } from "@/lib/services/list-workspaces";
import { openWorkspace } from "@/lib/services/open-workspace";
import { createWorkspaceJson } from "@/lib/wire/workspace";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const person = await requireSelf(context, request, "read", new Date());
  return Response.json(await listWorkspaces(context.db, person));
});

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const person = await requireSelf(context, request, "write", now);
  const wanted = createWorkspaceJson.parse(await readJson(request));
  const made = await openWorkspace(context, person, wanted, now);
  forgetSessionHash(context.db, person.sessionHash);
  return Response.json(made, { status: 201 });
});
