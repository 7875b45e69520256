import { forgetSessionHash } from "@/lib/auth/find-session";
import { requireSelf } from "@/lib/auth/require-person";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { enterWorkspace } from "@/lib/services/enter-workspace";

interface Route {
  params: Promise<{ id: string }>;
}

export const POST = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const person = await requireSelf(context, request, "write", new Date());
  const entered = await enterWorkspace(context.db, person, (await params).id);
  forgetSessionHash(context.db, person.sessionHash);
  return Response.json(entered);
});
