import { forgetSessions } from "@/lib/auth/find-session";
import { beginTry, tryWasRight } from "@/lib/auth/guard";
import { addressOf, findRequestSession, requireOwnOrigin } from "@/lib/auth/session";
import { hashToken } from "@/lib/auth/token";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { acceptInvitation } from "@/lib/services/accept-invitation";
import { acceptInvitationJson } from "@/lib/wire/people";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  requireOwnOrigin(context, request);
  const given = acceptInvitationJson.parse(await readJson(request));
  const session = await findRequestSession(context, request, now);
  const address = addressOf(request);
  const guess = { name: `invitation:${hashToken(given.token)}`, place: address };
  beginTry(guess, now);
  const accepted = await acceptInvitation(
    context.db,
    given,
    session ? { userId: session.userId, address } : { address },
    now,
  );
  tryWasRight(guess);
  forgetSessions(context.db);
  return Response.json(accepted);
});
