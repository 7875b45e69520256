import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getList } from "@/lib/services/get-list";
import { periodQueryJson } from "@/lib/wire/campaign";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const query = periodQueryJson.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await getList(context, reach, (await params).id, query, now));
});
