import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { previewRetention } from "@/lib/services/retention-settings";
import { updateRetentionJson } from "@/lib/wire/retention";

/** Counts only. */
export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const { workspaceId } = requireAdmin(await requireApiCaller(context, request, "write", now));
  const wanted = updateRetentionJson.parse(await readJson(request));
  return Response.json(await previewRetention(context, workspaceId, wanted, now));
});
