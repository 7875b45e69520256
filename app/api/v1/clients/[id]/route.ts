import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { getClient } from "@/lib/services/get-clients";
import { removeClient } from "@/lib/services/remove-client";
import { updateClient } from "@/lib/services/update-client";
import { writeClientJson } from "@/lib/wire/client";

interface Route {
  params: Promise<{ id: string }>;
}

export const PATCH = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = requireUnlimited(await requireApiCaller(context, request, "write", now));
  const { id } = await params;
  const { name } = writeClientJson.parse(await readJson(request));
  await updateClient(context, { ...caller, id }, name, now);
  return Response.json(await getClient(context, caller.reach, id));
});

export const DELETE = handle(async (request: Request, { params }: Route) => {
  const context = getContext();
  const now = new Date();
  const caller = requireUnlimited(await requireApiCaller(context, request, "write", now));
  await removeClient(context, { ...caller, id: (await params).id }, now);
  return Response.json({ removed: true });
});
