import { requireAdmin } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { sumRows } from "@/lib/domain/erasure";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { erasePerson } from "@/lib/services/erase-person";
import { erasePersonJson } from "@/lib/wire/erasure";

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = requireAdmin(await requireApiCaller(context, request, "write", now));
  const { workspaceId, actor } = caller;
  const { phone } = erasePersonJson.parse(await readJson(request));
  const tables = await erasePerson(context, { workspaceId, typed: phone, actor }, now);
  return Response.json({ rows: sumRows(tables), tables });
});
