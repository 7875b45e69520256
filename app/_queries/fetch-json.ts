import type { z } from "zod";
import { problemJson } from "@/lib/wire/problem";

/** What the server said instead of an answer, in words a person may read. */
export class RequestError extends Error {
  readonly status: number;
  readonly field: string | undefined;

  constructor(status: number, detail: string, field?: string) {
    super(detail);
    this.name = "RequestError";
    this.status = status;
    this.field = field;
  }
}

export async function fetchJson<T extends z.ZodType>(
  address: string,
  schema: T,
  signal?: AbortSignal,
) {
  const response = await fetch(address, signal ? { signal } : {});
  return readJson(response, schema);
}

/** A write from a page: the browser adds the Origin, the cookie says who. */
export async function sendJson<T extends z.ZodType>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  address: string,
  schema: T,
  body?: unknown,
) {
  const request: RequestInit = { method };
  if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers = { "content-type": "application/json" };
  }
  return readJson(await fetch(address, request), schema);
}

export async function readJson<T extends z.ZodType>(
  response: Response,
  schema: T,
): Promise<z.output<T>> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return schema.parse(body);
  if (response.status === 401) window.location.assign("/sign-in");
  const problem = problemJson.safeParse(body);
  const detail = problem.success
    ? (problem.data.detail ?? problem.data.title)
    : "The server did not answer as expected.";
  throw new RequestError(response.status, detail, problem.success ? problem.data.field : undefined);
}
