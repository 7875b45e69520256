import { beginTry } from "@/lib/auth/guard";
import { addressOf, requireOwnOrigin } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { askSignUp } from "@/lib/services/ask-sign-up";
import { askSignUpJson } from "@/lib/wire/sign-up";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  requireOwnOrigin(context, request);
  const { email } = askSignUpJson.parse(await readJson(request));
  beginTry({ name: `sign-up:${email}`, place: addressOf(request) }, now);
  await askSignUp(context, email, now);
  return Response.json({ taken: true }, { status: 202 });
});
