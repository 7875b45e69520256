import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getLists } from "@/lib/services/get-lists";
import { periodQueryJson } from "@/lib/wire/campaign";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const query = periodQueryJson.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await getLists(context, reach, query, now));
});
