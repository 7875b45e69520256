import { forgetSessions } from "@/lib/auth/find-session";
import { beginTry, tryWasRight } from "@/lib/auth/guard";
import { addressOf, requireOwnOrigin } from "@/lib/auth/session";
import { hashToken } from "@/lib/auth/token";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { resetPassword } from "@/lib/services/reset-password";
import { resetPasswordJson } from "@/lib/wire/sign-up";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  requireOwnOrigin(context, request);
  const given = resetPasswordJson.parse(await readJson(request));
  const address = addressOf(request);
  const guess = { name: `token:${hashToken(given.token)}`, place: address };
  beginTry(guess, now);
  const account = await resetPassword(context, { ...given, address }, now);
  tryWasRight(guess);
  forgetSessions(context.db);
  return Response.json(account);
});
