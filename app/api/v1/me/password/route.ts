import { forgetSessions } from "@/lib/auth/find-session";
import { beginTry, tryWasRight } from "@/lib/auth/guard";
import { requireSelf } from "@/lib/auth/require-person";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { changePassword } from "@/lib/services/change-password";
import { changePasswordJson } from "@/lib/wire/me";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const person = await requireSelf(context, request, "write", now);
  const change = changePasswordJson.parse(await readJson(request));
  const guess = { name: `password:${person.userId}`, place: person.actor.address };
  beginTry(guess, now);
  const changed = await changePassword(context, person, change, now);
  tryWasRight(guess);
  forgetSessions(context.db);
  return Response.json(changed);
});
