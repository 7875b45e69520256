import { requireSelf } from "@/lib/auth/require-person";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getMe } from "@/lib/services/get-me";
import { unlinkIdentity } from "@/lib/services/unlink-identity";

/** Linking goes through the sign-in service itself; this takes the link away. */
export const DELETE = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const person = await requireSelf(context, request, "write", now);
  await unlinkIdentity(context.db, person, "google", now);
  return Response.json(await getMe(context, person));
});
