import { requirePerson } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { enterRating } from "@/lib/services/enter-rating";
import { getNumber } from "@/lib/services/get-number";
import { enterRatingJson } from "@/lib/wire/rating";

interface Route {
  params: Promise<{ id: string }>;
}

export const POST = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = requirePerson(await requireApiCaller(context, request, "write", now));
  const named = decodeURIComponent((await params).id);
  const given = enterRatingJson.parse(await readJson(request));
  const id = await enterRating(context, caller, named, given, now);
  return Response.json(await getNumber(context, caller.reach, id, now));
});
