import { requireAdmin, requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { createApiKey } from "@/lib/services/create-api-key";
import { listApiKeys } from "@/lib/services/list-api-keys";
import { createApiKeyJson } from "@/lib/wire/settings";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const caller = await requireApiCaller(context, request, "read", new Date());
  const { workspaceId } = requireUnlimited(caller);
  return Response.json(await listApiKeys(context.db, workspaceId));
});

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = requireAdmin(await requireApiCaller(context, request, "write", now));
  const wanted = createApiKeyJson.parse(await readJson(request));
  const { workspaceId, actor } = caller;
  const made = await createApiKey(context.db, workspaceId, wanted, now, actor);
  return Response.json(made, { status: 201 });
});
