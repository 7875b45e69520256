import { createHmac } from "node:crypto";
import net from "node:net";

/**
 * Sends deliveries of Meta over `connections` kept-alive sockets as fast as they are answered. Bodies, signatures and
 * request heads are made before the clock starts; every recipient and message is new. Writes one line of JSON.
 */
interface Orders {
  port: number;
  path: string;
  secret: string;
  requests: number;
  statuses: number;
  connections: number;
  numbers: number;
  name: string;
}

const orders = JSON.parse(process.argv[2] ?? "") as Orders;
const requests = Array.from({ length: orders.requests }, (_, index) => requestOf(index));
const latencies: number[] = [];
let next = 0;

const sockets = await Promise.all(Array.from({ length: orders.connections }, open));
const started = performance.now();
await Promise.all(sockets.map(work));
const seconds = (performance.now() - started) / 1000;
for (const socket of sockets) socket.destroy();
latencies.sort((left, right) => left - right);
const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
process.stdout.write(
  `${JSON.stringify({ perSecond: orders.requests / seconds, p50: at(0.5), p99: at(0.99) })}\n`,
);

function open(): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port: orders.port, host: "127.0.0.1", noDelay: true });
    socket.on("connect", () => resolve(socket));
    socket.on("error", reject);
  });
}

/** One request at a time; answers are short and come in one piece or two. */
function work(socket: net.Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = "";
    let sentAt = 0;
    const send = () => {
      const request = requests[next];
      if (!request) return resolve();
      next += 1;
      answer = "";
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on("error", reject);
    socket.on("close", () => reject(new Error(`closed after: ${answer}`)));
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      if (!isWhole(answer)) return;
      if (!answer.startsWith("HTTP/1.1 200")) return reject(new Error(answer));
      latencies.push(performance.now() - sentAt);
      send();
    });
    send();
  });
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  return answer.length >= end + 4 + Number(length ?? 0);
}

function requestOf(index: number): Buffer {
  const body = Buffer.from(JSON.stringify(deliveryOf(index)));
  const signature = createHmac("sha256", orders.secret).update(body).digest("hex");
  const head = [
    `POST ${orders.path} HTTP/1.1`,
    "host: 127.0.0.1",
    "content-type: application/json",
    "user-agent: facebookexternalua",
    `x-hub-signature-256: sha256=${signature}`,
    `content-length: ${body.byteLength}`,
    "\r\n",
  ].join("\r\n");
  return Buffer.concat([Buffer.from(head), body]);
}

function deliveryOf(index: number) {
  const number = `1555${String(1_000_000 + (index % orders.numbers))}`;
  return {
    object: "whatsapp_business_account",
    entry: [
      {
        id: "104455667788990",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: number, phone_number_id: `22${number}` },
              statuses: Array.from({ length: orders.statuses }, (_, place) =>
                statusOf(index * orders.statuses + place),
              ),
            },
          },
        ],
      },
    ],
  };
}

/** Shaped and sized like Meta's own, about a kilobyte with its envelope when alone. */
function statusOf(serial: number) {
  const message = Buffer.from(`${orders.name}-${serial}-HBgMOTE5ODc2NTQzMjEwFQIAERgSQTRDN0`);
  return {
    id: `wamid.${message.toString("base64")}`,
    status: "delivered",
    timestamp: String(Math.floor(Date.now() / 1000)),
    recipient_id: `91${String(9_000_000_000 + serial)}`,
    recipient_user_id: `IN.${String(1_000_000_000_000 + serial)}`,
    conversation: {
      id: createHmac("md5", "conversation").update(String(serial)).digest("hex"),
      origin: { type: "marketing" },
    },
    pricing: { billable: true, pricing_model: "PMP", category: "marketing", type: "regular" },
  };
}
