import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getOutbox } from "@/lib/services/get-outbox";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const viewer = await requireApiCaller(context, request, "read", new Date());
  return Response.json(await getOutbox(context, viewer));
});
