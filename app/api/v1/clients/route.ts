import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { createClient } from "@/lib/services/create-client";
import { getClient, getClients } from "@/lib/services/get-clients";
import { writeClientJson } from "@/lib/wire/client";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const { reach } = await requireApiCaller(context, request, "read", new Date());
  return Response.json(await getClients(context, reach));
});

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = requireUnlimited(await requireApiCaller(context, request, "write", now));
  const { name } = writeClientJson.parse(await readJson(request));
  const id = await createClient(context, caller, name, now);
  return Response.json(await getClient(context, caller.reach, id), { status: 201 });
});
