import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { generateApi } from "swagger-typescript-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operations } from "@/lib/wire/api/operations";
import { call, listAddresses, openApi, type Tenant } from "@/tests/support/api";
import { commit, event, makeNumber } from "@/tests/support/workspace";

let api: Awaited<ReturnType<typeof openApi>>;
let owner: Tenant;
let numberId: string;

beforeAll(async () => {
  api = await openApi();
  owner = await api.tenant();
  numberId = await makeNumber(api.context, owner.id);
  const now = Date.now();
  await commit(api.context, owner, [event(numberId, "delivered", now - 60_000)], new Date(now));
});
afterAll(() => api.close());

async function document(): Promise<Record<string, unknown>> {
  const response = await call("GET", "/api/v1/openapi.json");
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

test("the description is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(await document());

  expect(errors).toBeUndefined();
  expect([valid, validator.version]).toEqual([true, "3.1"]);
});

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Answered for mail programs and browsers, not part of what others rely on. */
const undescribed = new Set(["GET /api/v1/openapi.json", "GET /api/v1/unsubscribe/{token}"]);

test("every method of every route is described, and nothing else", async () => {
  const offered: string[] = [];
  for (const file of listAddresses("route.ts").filter((one) => one.startsWith("api/v1/"))) {
    const route = (await import(path.resolve("app", file))) as Record<string, unknown>;
    const address = `/${path.dirname(file)}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    offered.push(...methods.filter((method) => method in route).map((one) => `${one} ${address}`));
  }
  const described = operations.map(({ method, path: address }) => `${method} ${address}`);

  expect(described.toSorted()).toEqual(offered.filter((one) => !undescribed.has(one)).toSorted());
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
});

interface Client {
  api: Record<string, (...given: never[]) => Promise<{ data: unknown }>>;
}

/** What a customer's generator makes of the description, loaded as it is. */
async function generateClient(): Promise<new (options: object) => Client> {
  const folder = await mkdtemp(path.resolve("node_modules", ".cache-client-"));
  try {
    await generateApi({
      fileName: "client.ts",
      output: folder,
      spec: (await document()) as never,
      silent: true,
    });
    const made = (await import(/* @vite-ignore */ path.join(folder, "client.ts"))) as {
      Api: new (options: object) => Client;
    };
    return made.Api;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test("a client generated from it reads, writes and is told what is wrong", async () => {
  const Api = await generateClient();
  const key = (await makeKey()).key;
  const client = new Api({
    baseUrl: "http://localhost:3000",
    baseApiParams: { headers: { authorization: `Bearer ${key}` } },
    customFetch: (address: string, init: RequestInit) => answer(address, init),
  });
  const use = (id: string, ...given: unknown[]) => {
    const operation = client.api[id];
    if (!operation) throw new Error(`the generated client has no ${id}`);
    return operation(...(given as never[]));
  };

  const { data: numbers } = await use("listNumbers");
  expect(numbers).toMatchObject({ numbers: [{ id: numberId }], nextCursor: null });
  const { data: named } = await use("updateNumber", numberId, { name: "Jasper Deals" });
  expect(named).toMatchObject({ id: numberId, name: "Jasper Deals" });
  const { data: trend } = await use("getTrend", numberId, { step: "1d" });
  expect(trend).toMatchObject({ step: "1d" });
  const made = await use("createClient", { name: "Kite Fashion" });
  expect(made.data).toMatchObject({ name: "Kite Fashion", numbers: 0 });
  await expect(use("createClient", { name: "" })).rejects.toMatchObject({
    error: { type: "urn:banguard:problem:bad_request", field: "name" },
  });
});

/** The route handlers behind the address a client asks for. */
async function answer(address: string, { method, headers, body }: RequestInit): Promise<Response> {
  const { pathname, search } = new URL(address);
  return call(
    method as "GET",
    pathname + search,
    Object.fromEntries(new Headers(headers)),
    typeof body === "string" ? JSON.parse(body) : undefined,
  );
}

async function makeKey() {
  const { createApiKey } = await import("@/lib/services/create-api-key");
  return createApiKey(
    api.context.db,
    owner.id,
    { name: "generated client", scope: "write" },
    new Date(),
  );
}
