import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface GraphCall {
  path: string;
  fields: string;
  authorization: string | undefined;
}

export interface GraphReply {
  status?: number;
  body: unknown;
  delayMs?: number;
}

/** A local server that speaks Graph: answers by path, remembers what it was asked. */
export async function startGraph() {
  const calls: GraphCall[] = [];
  let answer: (call: GraphCall) => GraphReply = () => graphError(400, 1);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://graph");
    const call = {
      path: url.pathname,
      fields: url.searchParams.get("fields") ?? "",
      authorization: request.headers.authorization,
    };
    calls.push(call);
    const { status = 200, body, delayMs = 0 } = answer(call);
    setTimeout(() => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    }, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answerWith(next: (call: GraphCall) => GraphReply) {
      answer = next;
      calls.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function graphError(status: number, code: number): GraphReply {
  return { status, body: { error: { message: "refused", type: "OAuthException", code } } };
}

/** An account with one number that is rated yellow and may send. */
export function healthy(more: object = {}): (call: GraphCall) => GraphReply {
  const number = {
    id: "220011223344556",
    display_phone_number: "+1 555-010-0001",
    verified_name: "Jasper Market",
    quality_rating: "YELLOW",
    status: "CONNECTED",
    throughput: { level: "STANDARD" },
    whatsapp_business_manager_messaging_limit: "TIER_2K",
    health_status: { can_send_message: "AVAILABLE", entities: [] },
    ...more,
  };
  return ({ path }) => {
    if (path.endsWith("/phone_numbers")) return { body: { data: [number] } };
    if (path.endsWith("/subscribed_apps"))
      return { body: { data: [{ whatsapp_business_api_data: { id: "1" } }] } };
    return {
      body: {
        id: "104455667788990",
        name: "Jasper",
        health_status: { can_send_message: "AVAILABLE" },
      },
    };
  };
}
