import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { createSource } from "@/lib/services/create-source";
import { getSources } from "@/lib/services/get-sources";
import { createSourceJson } from "@/lib/wire/source";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const { workspaceId } = await requireApiCaller(context, request, "read", now);
  return Response.json(await getSources(context, workspaceId, now));
});

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const { workspaceId } = await requireApiCaller(context, request, "write", now);
  const source = createSourceJson.parse(await readJson(request));
  return Response.json(await createSource(context, workspaceId, source, now), { status: 201 });
});
