import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle } from "@/lib/http/handle";
import { streamFile } from "@/lib/http/stream-file";
import { getContext } from "@/lib/server/context";
import { exportWorkspace } from "@/lib/services/export-workspace";
import { exportQueryJson } from "@/lib/wire/erasure";

/** A plain form of the page sends it, so that the browser writes the archive to disk as it comes. */
export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = requireAdmin(await requireApiCaller(context, request, "write", now));
  const { workspaceId, actor } = caller;
  const { searchParams } = new URL(request.url);
  const { client } = exportQueryJson.parse(Object.fromEntries(searchParams));
  const order = { workspaceId, clientId: client === "" ? undefined : client, actor };
  const { name, chunks } = await exportWorkspace(context, order, now);
  return streamFile({ name, type: "application/zip" }, chunks);
});
