import { request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Door, openDoor } from "@/tests/support/door";

let door: Door;
let server: Server;
let port: number;
let seen: string | string[] | undefined;

beforeAll(async () => {
  door = await openDoor();
  const { makeFrontServer } = await import("@/lib/server/front-server");
  server = makeFrontServer(door.context, async (request, response) => {
    seen = request.headers["x-banguard-address"];
    response.end("seen");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await door.close();
});

test.each([
  ["nobody in front", 0, {}, "127.0.0.1"],
  ["nobody in front, and a stranger's own words", 0, { "x-forwarded-for": "8.8.8.8" }, "127.0.0.1"],
  [
    "nobody in front, and our own header forged",
    0,
    { "x-banguard-address": "8.8.8.8" },
    "127.0.0.1",
  ],
  ["one proxy", 1, { "x-forwarded-for": "203.0.113.9" }, "203.0.113.9"],
  [
    "one proxy, and a stranger's own words before",
    1,
    { "x-forwarded-for": "8.8.8.8, 203.0.113.9" },
    "203.0.113.9",
  ],
  ["two proxies", 2, { "x-forwarded-for": "8.8.8.8, 203.0.113.9, 10.0.0.2" }, "203.0.113.9"],
  ["one proxy that says nothing", 1, {}, "127.0.0.1"],
  ["one proxy that says no address", 1, { "x-forwarded-for": "<script>" }, "127.0.0.1"],
  ["one proxy over IPv6", 1, { "x-forwarded-for": "2001:db8::1" }, "2001:db8::1"],
  ["one proxy, IPv4 inside IPv6", 1, { "x-forwarded-for": "::ffff:203.0.113.9" }, "203.0.113.9"],
])("%s", async (_name, trustProxy, headers, address) => {
  Object.assign(door.context.env, { trustProxy });

  await new Promise<void>((resolve, reject) => {
    const asked = httpRequest({ port, host: "127.0.0.1", path: "/", headers }, (response) => {
      response.resume();
      response.on("end", resolve);
    });
    asked.on("error", reject);
    asked.end();
  });

  expect(seen).toBe(address);
});
