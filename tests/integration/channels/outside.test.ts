import { createServer, type Server } from "node:https";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, test } from "vitest";
import { postOutside, type Outside } from "@/lib/services/post-outside";
import { type Receiver, startReceiver } from "./receiver";

let receiver: Receiver;
const now = new Date();

beforeEach(async () => {
  receiver = await startReceiver();
  return () => receiver.close();
});

const post = (address: string, outside: Partial<Outside> = {}) =>
  postOutside(
    { address, headers: { "content-type": "application/json" }, body: "{}" },
    { allowPrivate: true, ...outside },
    now,
  );
const places = (...addresses: string[]) =>
  addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

test("a name that leads inside is refused before anything is sent", async () => {
  for (const inside of [
    places("127.0.0.1"),
    places("10.0.0.1"),
    places("::ffff:127.0.0.1"),
    places("93.184.216.34", "127.0.0.1"),
  ]) {
    const result = await post(`http://shop.example:${receiver.port}/`, {
      allowPrivate: false,
      resolve: async () => inside,
    });

    expect(result).toEqual({ got: "nothing", because: "private_address" });
  }
  expect(receiver.calls).toEqual([]);
});

test("an address inside that needs no name is refused too", async () => {
  expect(await post(receiver.url, { allowPrivate: false })).toEqual({
    got: "nothing",
    because: "private_address",
  });
  expect(receiver.calls).toEqual([]);
});

test("the connection goes to the address that was checked, whatever the name means a moment later", async () => {
  let asked = 0;
  const resolve = async () => {
    asked += 1;
    // Nobody listens there; the machine's own answer for this name would lead to the receiver.
    return places("127.0.0.2");
  };

  const result = await post(`http://localhost:${receiver.port}/`, { resolve });

  expect([result, asked]).toEqual([{ got: "nothing", because: "cut" }, 1]);
  expect(receiver.calls).toEqual([]);
});

test("a redirect is not followed", async () => {
  const other = await startReceiver();
  receiver.status(302, { location: other.url });

  expect(await post(receiver.url)).toEqual({ got: "refused", status: 302 });
  expect(other.calls).toEqual([]);
  await other.close();
});

test.each([
  ["before it answers", () => undefined],
  [
    "in the middle of a no",
    (response: { writeHead(status: number): void; write(t: string): void }) => {
      response.writeHead(500);
      response.write("still ");
    },
  ],
])("a receiver that hangs %s is given up", async (_name, answer) => {
  receiver.answerWith((response) => answer(response));
  const began = performance.now();

  const result = await post(receiver.url, { timeoutMs: 300 });

  expect(["slow", 500]).toContain(result.got === "nothing" ? result.because : result.status);
  expect(performance.now() - began).toBeLessThan(1_500);
});

test("a name server that hangs is given up", async () => {
  const resolve = () => new Promise<never>(() => undefined);

  expect(await post("https://slow.example/", { resolve, timeoutMs: 100 })).toEqual({
    got: "nothing",
    because: "slow",
  });
});

test.each([200, 500])("of an answer of 10 MiB with %s little is read", async (status) => {
  let written = 0;
  const closed = new Promise((resolve) => {
    receiver.answerWith((response) => {
      response.writeHead(status);
      response.on("close", resolve);
      const pour = () => {
        while (written < 10 * 1024 * 1024 && !response.destroyed) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536, 0x61))) return void response.once("drain", pour);
        }
        response.end();
      };
      pour();
    });
  });

  const result = await post(receiver.url);
  await closed;

  expect(result).toMatchObject({ status });
  expect(written).toBeLessThan(8 * 1024 * 1024);
});

test("of a no only one plain word is kept, whatever else it says", async () => {
  receiver.status(404, {}, "no_service");
  const slack = await post(receiver.url);
  receiver.status(400, {}, "Dear +15550100001, your token is abc");
  const chatty = await post(receiver.url);

  expect(slack).toEqual({ got: "refused", status: 404, word: "no_service" });
  expect(chatty).toEqual({ got: "refused", status: 400 });
});

test("who is not there, and who has no name, are told apart", async () => {
  await receiver.close();
  const nobody = await post(receiver.url);
  const nameless = await post("https://nobody.example/", {
    resolve: () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" })),
  });
  receiver = await startReceiver();

  expect([nobody, nameless]).toEqual([
    { got: "nothing", because: "cut" },
    { got: "nothing", because: "unknown_name" },
  ]);
});

const secured: Server[] = [];
afterAll(async () => {
  await Promise.all(secured.map((server) => new Promise((resolve) => server.close(resolve))));
});

/** Answers 200 under a certificate for this name that nobody trusts: made for tests, good for a hundred years. */
async function startSecure(name: string): Promise<{ port: number; ca: string }> {
  const read = (part: string) => readFileSync(`tests/fixtures/tls/${name}.${part}.pem`, "utf8");
  const [key, ca] = [read("key"), read("cert")];
  const server = createServer({ key, cert: ca }, (_request, response) => {
    response.writeHead(200).end();
  });
  secured.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, ca };
}

test("the certificate is checked against the name", async () => {
  const [own, foreign] = await Promise.all([startSecure("localhost"), startSecure("shop.example")]);
  const resolve = async () => places("127.0.0.1");

  const right = await post(`https://localhost:${own.port}/`, { resolve, ca: own.ca });
  const wrong = await post(`https://localhost:${foreign.port}/`, { resolve, ca: foreign.ca });
  const unknown = await post(`https://localhost:${own.port}/`, { resolve });

  expect([right, wrong, unknown]).toEqual([
    { got: "taken", status: 200 },
    { got: "nothing", because: "certificate" },
    { got: "nothing", because: "certificate" },
  ]);
});
