import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { createSource } from "@/lib/services/create-source";
import { requireReal } from "@/lib/services/demo/require-real";
import { getSources } from "@/lib/services/get-sources";
import { createSourceJson } from "@/lib/wire/source";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  return Response.json(await getSources(context, reach, now));
});

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { workspaceId, actor } = requireUnlimited(caller);
  await requireReal(context, workspaceId);
  const source = createSourceJson.parse(await readJson(request));
  const made = await createSource(context, workspaceId, source, now, actor);
  return Response.json(made, { status: 201 });
});
