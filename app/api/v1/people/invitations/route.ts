import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { invitePerson } from "@/lib/services/invite-person";
import { inviteJson } from "@/lib/wire/people";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const admin = requireAdmin(await requireApiCaller(context, request, "write", now));
  const wanted = inviteJson.parse(await readJson(request));
  return Response.json(await invitePerson(context, admin, wanted, now), { status: 201 });
});
