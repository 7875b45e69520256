import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { listPeople } from "@/lib/services/list-people";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = requireUnlimited(await requireApiCaller(context, request, "read", now));
  return Response.json(await listPeople(context, caller, now));
});
