import { requireSelf } from "@/lib/auth/require-person";
import { forgetSessionHash } from "@/lib/auth/find-session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getMe } from "@/lib/services/get-me";
import { updateMe } from "@/lib/services/update-me";
import { updateMeJson } from "@/lib/wire/me";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  return Response.json(
    await getMe(context, await requireSelf(context, request, "read", new Date())),
  );
});

export const PATCH = handle(async (request: Request) => {
  const context = getContext();
  const person = await requireSelf(context, request, "write", new Date());
  await updateMe(context.db, person, updateMeJson.parse(await readJson(request)));
  forgetSessionHash(context.db, person.sessionHash);
  return Response.json(await getMe(context, person));
});
