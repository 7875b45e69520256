import { expect, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { handle, readJson, toProblem } from "@/lib/http/handle";

test.each([
  ["bad_request", 400],
  ["unauthorized", 401],
  ["forbidden", 403],
  ["not_found", 404],
  ["conflict", 409],
  ["too_large", 413],
  ["unsupported_encoding", 415],
  ["too_many_requests", 429],
  ["unavailable", 503],
] as const)("%s is answered as problem details with status %i", async (code, status) => {
  const response = toProblem(new AppError(code, "Because.", { field: "name" }));

  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({
    type: `urn:banguard:problem:${code}`,
    status,
    detail: "Because.",
    field: "name",
  });
});

test("says when to come back", () => {
  const response = toProblem(
    new AppError("too_many_requests", "Slower.", { retryAfterSeconds: 7 }),
  );

  expect(response.headers.get("retry-after")).toBe("7");
});

test("an error of another copy of the module is known too", async () => {
  vi.resetModules();
  const copy = await import("@/lib/errors");

  expect(copy.AppError).not.toBe(AppError);
  expect(toProblem(new copy.AppError("conflict", "Twice.")).status).toBe(409);
  expect(new Error("x") instanceof AppError).toBe(false);
});

test("names each field that does not fit", async () => {
  const parsed = z
    .object({ a: z.number(), b: z.object({ c: z.string() }) })
    .safeParse({ a: "x", b: {} });

  const body: unknown = await toProblem(parsed.error).json();

  expect(body).toMatchObject({
    status: 400,
    field: "a",
    errors: [{ field: "a" }, { field: "b.c" }],
  });
});

test("an unknown error is answered without its text", async () => {
  const response = toProblem(new Error("select * from secrets where number = '+15550100001'"));

  expect(response.status).toBe(500);
  expect(await response.text()).not.toMatch(/secrets|1555/);
});

test("a wrapped route answers what it throws", async () => {
  const route = handle(async (request: Request) => Response.json(await readJson(request)));

  const good = await route(new Request("http://x/", { method: "POST", body: "[1]" }));
  const bad = await route(new Request("http://x/", { method: "POST", body: "[1" }));

  expect([good.status, bad.status]).toEqual([200, 400]);
});
