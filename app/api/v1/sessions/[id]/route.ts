import { forgetSessionHash } from "@/lib/auth/find-session";
import { requireSelf } from "@/lib/auth/require-person";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { endSessions } from "@/lib/services/end-sessions";

interface Route {
  params: Promise<{ id: string }>;
}

export const DELETE = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const person = await requireSelf(context, request, "write", now);
  const { id } = await params;
  const ended = await endSessions(context.db, person, id, now);
  forgetSessionHash(context.db, id);
  return Response.json(ended);
});
