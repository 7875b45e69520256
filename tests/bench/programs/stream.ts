import { writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Sends events of our own format one by one at an even rate, spread over the numbers in turn. `at` is the moment of
 * sending in milliseconds, so that a score says by its `last_event_at` which of them it has seen. Writes down what it sent.
 */
interface Orders {
  url: string;
  key: string;
  file: string;
  perSecond: number;
  seconds: number;
  numbers: string[];
  /** One in so many is a failure that means a spam limit: a hard fact. */
  hardEvery: number;
}

interface Sent {
  number: string;
  at: number;
  hard: boolean;
  answeredMs: number;
}

const orders = JSON.parse(process.argv[2] ?? "") as Orders;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const sent: Sent[] = [];
const waiting: Promise<void>[] = [];

const started = Date.now();
const total = orders.perSecond * orders.seconds;
while (waiting.length < total) {
  const due = Math.min(total, ((Date.now() - started) * orders.perSecond) / 1000);
  while (waiting.length < due) waiting.push(sendOne(waiting.length));
  await sleep(2);
}
await Promise.all(waiting);
agent.destroy();
writeFileSync(orders.file, JSON.stringify(sent));

async function sendOne(index: number): Promise<void> {
  const number = orders.numbers[index % orders.numbers.length] ?? "";
  const at = Date.now();
  const hard = index % orders.hardEvery === orders.hardEvery - 1;
  const event = {
    number,
    at,
    kind: hard ? "failed" : "delivered",
    message: `wamid.stream-${index}`,
    recipient: `+9199${String(10_000_000 + index)}`,
    category: "marketing",
    ...(hard && { code: 131048 }),
  };
  const status = await post(JSON.stringify(event));
  if (status !== 200) throw new Error(`the door answered ${status}`);
  sent.push({ number, at, hard, answeredMs: Date.now() - at });
}

function post(body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${orders.url}/api/v1/events`, {
      method: "POST",
      agent,
      headers: {
        authorization: `Bearer ${orders.key}`,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      },
    });
    call.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    call.on("error", reject);
    call.end(body);
  });
}
