import { forgetSessions } from "@/lib/auth/find-session";
import { requireSelf } from "@/lib/auth/require-person";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { endSessions } from "@/lib/services/end-sessions";
import { listSessions } from "@/lib/services/list-sessions";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const person = await requireSelf(context, request, "read", now);
  return Response.json(await listSessions(context.db, person, now));
});

/** Signs out everywhere, here too. */
export const DELETE = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const person = await requireSelf(context, request, "write", now);
  const ended = await endSessions(context.db, person, undefined, now);
  forgetSessions(context.db);
  return Response.json(ended);
});
