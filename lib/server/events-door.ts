import { requireUnlimited } from "@/lib/auth/require-person";
import { requireApiCaller } from "@/lib/auth/session";
import { receiveOwnEvents } from "@/lib/services/receive-own-events";
import type { Context } from "./context";
import { type DoorCall, jsonReply, type Reply } from "./reply";

/** `POST /api/v1/events`: our own format, by API key. */
export async function answerEvents(
  context: Context,
  { request, path, readBody, now }: DoorCall,
): Promise<Reply> {
  const headers = request.headers as Record<string, string | undefined>;
  const asked = new Request(context.env.appUrl + path, { method: "POST", headers: plain(headers) });
  const caller = requireUnlimited(await requireApiCaller(context, asked, "write", new Date(now)));
  return jsonReply(
    await receiveOwnEvents(context, caller.workspaceId, { headers, path, readBody }, now),
  );
}

function plain(headers: Record<string, string | undefined>): Record<string, string> {
  const wanted = ["authorization", "cookie", "origin"] as const;
  return Object.fromEntries(
    wanted.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])),
  );
}
