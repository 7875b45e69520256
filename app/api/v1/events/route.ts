import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { readRequest } from "@/lib/server/second-door";
import { receiveOwnEvents } from "@/lib/services/receive-own-events";

/** Second door to the same service as the front server, for places where only Next can run. */
export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = Date.now();
  const caller = await requireApiCaller(context, request, "write", new Date(now));
  const { workspaceId } = requireUnlimited(caller);
  return Response.json(await receiveOwnEvents(context, workspaceId, readRequest(request), now));
});
