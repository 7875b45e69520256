import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getNumber } from "@/lib/services/get-number";
import { updateNumber } from "@/lib/services/update-number";
import { updateNumberJson } from "@/lib/wire/number";

interface Route {
  params: Promise<{ id: string }>;
}

export const GET = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const { reach } = await requireApiCaller(context, request, "read", now);
  return Response.json(await getNumber(context, reach, (await params).id, now));
});

export const PATCH = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "write", now);
  const { id: number } = await params;
  const change = updateNumberJson.parse(await readJson(request));
  await updateNumber(context, { ...caller, number }, change, now);
  return Response.json(await getNumber(context, caller.reach, number, now));
});
