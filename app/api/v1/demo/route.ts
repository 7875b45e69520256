import { forgetSessionHash } from "@/lib/auth/find-session";
import { requireAdmin, requireSelf } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getDemo } from "@/lib/services/demo/get-demo";
import { openDemo } from "@/lib/services/demo/open-demo";
import { removeDemo } from "@/lib/services/demo/remove-demo";
import { openDemoJson } from "@/lib/wire/demo";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const { workspaceId, userId } = await requireApiCaller(context, request, "read", new Date());
  return Response.json(await getDemo(context, workspaceId, userId));
});

/** One click: a demo of the person's own, which the session enters. */
export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const person = await requireSelf(context, request, "write", now);
  const { zone } = openDemoJson.parse(await readJson(request));
  const moved = await openDemo(context, person, zone, now);
  forgetSessionHash(context.db, person.sessionHash);
  return Response.json(moved, { status: 201 });
});

/** One click back: the demo is erased. */
export const DELETE = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const person = requireAdmin(await requireApiCaller(context, request, "write", now));
  const moved = await removeDemo(context, person.workspaceId, person, now);
  forgetSessionHash(context.db, person.sessionHash);
  return Response.json(moved);
});
