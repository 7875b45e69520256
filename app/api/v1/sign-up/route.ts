import { beginTry } from "@/lib/auth/guard";
import { addressOf, requireOwnOrigin } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { signUp } from "@/lib/services/sign-up";
import { signUpJson } from "@/lib/wire/sign-up";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  requireOwnOrigin(context, request);
  const wanted = signUpJson.parse(await readJson(request));
  const address = addressOf(request);
  beginTry({ name: `sign-up:${wanted.token ?? wanted.email ?? ""}`, place: address }, now);
  return Response.json(await signUp(context, wanted, address, now), { status: 201 });
});
