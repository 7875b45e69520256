import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getImport, getImports } from "@/lib/services/get-imports";
import { loadFile } from "@/lib/services/load-file";
import { readImportQuery } from "@/lib/wire/import";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const caller = await requireApiCaller(context, request, "read", new Date());
  const { workspaceId } = requireUnlimited(caller);
  return Response.json(await getImports(context, workspaceId));
});

/** The body is the file, read as it comes; the answer comes when all of it is counted. */
export const POST = handle(async (request: Request) => {
  const context = getContext();
  const caller = await requireApiCaller(context, request, "write", new Date());
  const { workspaceId, actor, userId } = requireUnlimited(caller);
  const query = readImportQuery(new URL(request.url).searchParams);
  const by = { workspaceId, actor, userId };
  const id = await loadFile(context, by, query, request.body, Date.now);
  return Response.json(await getImport(context, workspaceId, id), { status: 201 });
});
