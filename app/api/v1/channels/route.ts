import { requireAdmin, requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { handle, readJson } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { createChannel } from "@/lib/services/create-channel";
import { getChannels } from "@/lib/services/get-channels";
import { createChannelJson } from "@/lib/wire/channel";

export const GET = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const caller = await requireApiCaller(context, request, "read", now);
  const { workspaceId } = requireUnlimited(caller);
  return Response.json(await getChannels(context, workspaceId, now));
});

export const POST = handle(async (request: Request) => {
  const context = getContext();
  const now = new Date();
  const admin = requireAdmin(await requireApiCaller(context, request, "write", now));
  const wanted = createChannelJson.parse(await readJson(request));
  return Response.json(await createChannel(context, admin, wanted, now), { status: 201 });
});
