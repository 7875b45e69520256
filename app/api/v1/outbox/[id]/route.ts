import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getMail } from "@/lib/services/get-outbox";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const viewer = await requireApiCaller(context, request, "read", new Date());
  return Response.json(await getMail(context, viewer, (await params).id));
});
