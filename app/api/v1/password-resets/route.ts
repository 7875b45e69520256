import { beginTry } from "@/lib/auth/guard";
import { addressOf, requireOwnOrigin } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { askPasswordReset } from "@/lib/services/ask-password-reset";
import { askPasswordResetJson } from "@/lib/wire/sign-up";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  requireOwnOrigin(context, request);
  const { email } = askPasswordResetJson.parse(await readJson(request));
  const address = addressOf(request);
  beginTry({ name: `reset:${email}`, place: address }, now);
  await askPasswordReset(context, { email, address }, now);
  return Response.json({ taken: true }, { status: 202 });
});
