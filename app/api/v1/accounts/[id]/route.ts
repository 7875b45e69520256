import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getAccount } from "@/lib/services/get-accounts";
import { updateAccount } from "@/lib/services/update-account";
import { updateAccountJson } from "@/lib/wire/account";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  const { id } = await params;
  return Response.json(await getAccount(context, reach, decodeURIComponent(id), now));
});

export const PATCH = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { name } = updateAccountJson.parse(await readJson(request));
  const account = decodeURIComponent((await params).id);
  return Response.json(await updateAccount(context, { ...caller, account }, name, now));
});
