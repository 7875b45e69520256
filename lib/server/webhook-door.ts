import { AppError } from "@/lib/errors";
import { answerHandshake } from "@/lib/services/answer-handshake";
import { receiveDelivery } from "@/lib/services/receive-delivery";
import type { Context } from "./context";
import { type DoorCall, jsonReply, type Reply } from "./reply";

/** `/api/webhooks/{sourceId}[/{key}]`: GET is the handshake, POST a delivery. */
export async function answerWebhook(
  context: Context,
  { request, path, readBody, now }: DoorCall,
): Promise<Reply> {
  const [pathname = "", query = ""] = path.split("?", 2);
  const [, , , sourceId = "", key] = pathname.split("/");
  const address = { sourceId, key };
  if (request.method === "GET") {
    const challenge = await answerHandshake(context, address, new URLSearchParams(query), now);
    return {
      status: 200,
      headers: { "content-type": "text/plain; charset=utf-8" },
      body: challenge,
    };
  }
  if (request.method !== "POST")
    throw new AppError("not_found", "This address takes GET and POST.");
  const headers = request.headers as Record<string, string | undefined>;
  return jsonReply(await receiveDelivery(context, address, { headers, path, readBody }, now));
}
