import { createHmac } from "node:crypto";
import { openSync, writeSync } from "node:fs";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A provider that never gives up: sends signed deliveries in `loops` chains, repeats each until it is answered with 200,
 * and writes what was acknowledged to the chain's own file before it sends the next. SIGTERM ends it.
 */
interface Orders {
  urls: string[];
  secret: string;
  file: string;
  loops: number;
  numbers: number;
  name: string;
}

const orders = JSON.parse(process.argv[2] ?? "") as Orders;
const agent = new Agent({ keepAlive: true, maxSockets: orders.loops });
let stopping = false;
process.on("SIGTERM", () => (stopping = true));

await Promise.all(Array.from({ length: orders.loops }, (_, loop) => chain(loop)));
agent.destroy();

async function chain(loop: number): Promise<void> {
  const file = openSync(`${orders.file}.${loop}`, "a");
  for (let turn = 0; !stopping; turn += 1) {
    const statuses = statusesOf(loop, turn);
    if (!(await deliver(JSON.stringify(deliveryOf(loop + turn, statuses)), turn))) return;
    writeSync(file, statuses.map(({ id, status }) => `${id} ${status}\n`).join(""));
  }
}

/** One message per turn, and what became of the messages of the turns before. */
function statusesOf(loop: number, turn: number) {
  const at = String(Math.floor(Date.now() / 1000));
  const recipient = `9199${String(1_000_000 + loop * 1000 + (turn % 1000)).padStart(8, "0")}`;
  const status = (age: number, status: string) => ({
    id: `wamid.${orders.name}-${loop}-${turn - age}`,
    status,
    timestamp: at,
    recipient_id: recipient,
    pricing: { category: "marketing" },
  });
  const all = [status(0, "sent")];
  if (turn >= 1) all.push(status(1, "delivered"));
  if (turn >= 2 && turn % 2 === 0) all.push(status(2, "read"));
  return all;
}

function deliveryOf(position: number, statuses: unknown[]) {
  const number = `1555${String(1_000_000 + (position % orders.numbers))}`;
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
              statuses,
            },
          },
        ],
      },
    ],
  };
}

/** False when it was told to stop before anybody acknowledged. */
async function deliver(body: string, turn: number): Promise<boolean> {
  for (let attempt = 0; !stopping; attempt += 1) {
    const url = orders.urls[(turn + attempt) % orders.urls.length] ?? "";
    if ((await post(url, body).catch(() => 0)) === 200) return true;
    await sleep(20);
  }
  return false;
}

function post(url: string, body: string): Promise<number> {
  const signature = createHmac("sha256", orders.secret).update(body).digest("hex");
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: "POST",
      agent,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "x-hub-signature-256": `sha256=${signature}`,
      },
    });
    call.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
      response.on("error", reject);
    });
    call.on("error", reject);
    call.setTimeout(8000, () => call.destroy(new Error("no answer")));
    call.end(body);
  });
}
