import { request as httpRequest, type ClientRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Door, openDoor } from "@/tests/support/door";

let door: Door;
let server: Server;
let address: string;
let arrived = 0;

beforeAll(async () => {
  door = await openDoor();
  const { makeBodyBudget } = await import("@/lib/server/body-budget");
  const { makeFrontServer } = await import("@/lib/server/front-server");
  const budget = makeBodyBudget(megabyte);
  const watched: typeof budget = {
    open(response) {
      const count = budget.open(response);
      return (bytes) => {
        count(bytes);
        arrived += bytes;
      };
    },
  };
  server = makeFrontServer(
    door.context,
    async (_request, response) => void response.end(),
    watched,
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { createSource } = await import("@/lib/services/create-source");
  const workspaceId = await door.workspace();
  const wanted = { name: "S", provider: "meta", credentials: { appSecret: "x" } } as const;
  const { id } = await createSource(door.context, workspaceId, wanted, new Date());
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/${id}`;
});
afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  await door.close();
});

const megabyte = 1024 * 1024;

test("unsigned bodies that arrive at once cannot fill the memory, and room comes back", async () => {
  const held = await hold(0.9);

  const crowded = await post(0.5);
  held.request.end();
  await held.answered;

  expect([crowded.status, crowded.headers.get("retry-after")]).toEqual([503, "2"]);
  expect((await post(0.5)).status).toBe(401);
});

test("a sender that breaks off gives its room back", async () => {
  const held = await hold(0.9);
  expect((await post(0.5)).status).toBe(503);
  held.request.destroy();
  await held.answered;

  await expect.poll(async () => (await post(0.5)).status).toBe(401);
});

function post(megabytes: number): Promise<Response> {
  return fetch(address, { method: "POST", body: "x".repeat(megabytes * megabyte) });
}

/** A body that has arrived but for its end. */
async function hold(megabytes: number) {
  let request: ClientRequest | undefined;
  arrived = 0;
  const answered = new Promise<void>((resolve) => {
    request = httpRequest(address, { method: "POST" }, (response) => {
      response.resume();
      response.on("close", resolve);
    });
    request.on("error", () => resolve());
  });
  if (!request) throw new Error("no request was made");
  request.write(Buffer.alloc(Math.floor(megabytes * megabyte), 0x20));
  await expect.poll(() => arrived).toBe(Math.floor(megabytes * megabyte));
  return { request, answered };
}
