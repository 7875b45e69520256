import { request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Door, openDoor } from "@/tests/support/door";

let door: Door;
let server: Server;
let url: string;
let taken = 0;

/** What Next does with a body that nobody limits: it reads it to its end. */
beforeAll(async () => {
  door = await openDoor();
  const { makeFrontServer } = await import("@/lib/server/front-server");
  server = makeFrontServer(door.context, async (request, response) => {
    for await (const part of request) taken += (part as Buffer).byteLength;
    response.end("taken");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await door.close();
});

const megabyte = 1024 * 1024;

test("a stranger's body is refused by its length before anything reads it", async () => {
  const response = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    body: "x".repeat(megabyte + 1),
  });

  expect([response.status, response.headers.get("content-type")]).toEqual([
    413,
    "application/problem+json",
  ]);
});

test("a body without a length is cut off where it grows too large", async () => {
  taken = 0;

  await pour(20);

  expect(taken).toBeLessThanOrEqual(megabyte);
});

test("a body of the usual size arrives whole, with a length and without", async () => {
  taken = 0;

  const response = await fetch(url, { method: "POST", body: "x".repeat(1000) });
  await pour(0.5);

  expect([response.status, taken]).toEqual([200, 1000 + megabyte / 2]);
});

test.each(["/numbers/%", "/numbers/%ED%A0%80", "/api/v1/numbers/%00", "/api/v1/alerts/a%0d%0ab"])(
  "%s is no address",
  async (path) => {
    expect((await fetch(url + path)).status).toBe(400);
  },
);

test("what the API answers is kept by nobody on the way", async () => {
  const { headers } = await fetch(`${url}/api/v1/numbers`);

  expect(headers.get("cache-control")).toBe("private, no-store");
});

test("a query may hold what it likes", async () => {
  expect((await fetch(`${url}/?a=%00%`)).status).toBe(200);
});

/** Sends so many MiB in parts without saying how much; resolves when the answer or the end of the connection comes. */
function pour(megabytes: number): Promise<void> {
  return new Promise((resolve) => {
    const request = httpRequest(url, { method: "POST" }, (response) => {
      response.resume();
      response.on("close", resolve);
    });
    request.on("error", () => resolve());
    for (let part = 0; part < megabytes * 16; part += 1) request.write(Buffer.alloc(65_536, 0x20));
    request.end();
  });
}
