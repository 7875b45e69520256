import { handle } from "@/lib/http/handle";
import { getContext } from "@/lib/server/context";
import { readRequest } from "@/lib/server/second-door";
import { answerHandshake } from "@/lib/services/answer-handshake";
import { receiveDelivery } from "@/lib/services/receive-delivery";

interface Route {
  params: Promise<{ sourceId: string; key?: string }>;
}

/** Second door to the same service as the front server, for places where only Next can run. */
export const POST = handle(async (request: Request, { params }: Route) =>
  Response.json(
    await receiveDelivery(getContext(), await params, readRequest(request), Date.now()),
  ),
);

export const GET = handle(async (request: Request, { params }: Route) => {
  const query = new URL(request.url).searchParams;
  return new Response(await answerHandshake(getContext(), await params, query, Date.now()));
});
