import { ZodError } from "zod";
import { AppError } from "@/lib/errors";
import type { ErrorCode } from "@/lib/errors";
import { log } from "@/lib/log";
import { isOutage, isUnstorable } from "./outage";

const answers: Record<ErrorCode, { status: number; title: string }> = {
  bad_request: { status: 400, title: "The request is not understood" },
  unauthorized: { status: 401, title: "Not signed in, or a wrong key or signature" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  conflict: { status: 409, title: "Already done, or done by somebody else" },
  too_large: { status: 413, title: "Too large" },
  unsupported_encoding: { status: 415, title: "This encoding is not taken" },
  too_many_requests: { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Not available right now" },
};

/** Wraps a route handler: what it throws becomes an answer. Pages must not use it: Next's redirect() works by throwing. */
export function handle<A extends unknown[]>(route: (...parts: A) => Promise<Response>) {
  return async (...parts: A): Promise<Response> => {
    try {
      return await route(...parts);
    } catch (error) {
      return toProblem(error);
    }
  };
}

const outageRetrySeconds = 5;

/** RFC 9457. An unknown error is logged whole and answered without its text; a database that is away is worth another try. */
export function toProblem(error: unknown): Response {
  if (error instanceof AppError) return appProblem(error);
  if (error instanceof ZodError) return zodProblem(error);
  if (isUnstorable(error))
    return appProblem(
      new AppError("bad_request", "A text holds characters that cannot be stored."),
    );
  log.error("a request failed", error);
  if (isOutage(error)) {
    return appProblem(
      new AppError("unavailable", "The database cannot be used just now: send it again.", {
        retryAfterSeconds: outageRetrySeconds,
      }),
    );
  }
  return problem(500, {
    type: "urn:banguard:problem:internal",
    title: "Something went wrong here",
  });
}

/** The parsed JSON body; what is no JSON is the caller's mistake. */
export async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new AppError("bad_request", "The body is not JSON.");
  }
}

function appProblem({ code, message, field, retryAfterSeconds }: AppError): Response {
  const { status, title } = answers[code];
  const headers =
    retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
  const body = {
    type: typeOf(code),
    title,
    detail: message,
    ...(field !== undefined && { field }),
  };
  return problem(status, body, headers);
}

function zodProblem(error: ZodError): Response {
  const { status, title } = answers.bad_request;
  const errors = error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
  const [first] = errors;
  return problem(status, {
    type: typeOf("bad_request"),
    title,
    ...(first && { detail: first.message, field: first.field }),
    errors,
  });
}

function typeOf(code: ErrorCode): string {
  return `urn:banguard:problem:${code}`;
}

function problem(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json(
    { ...body, status },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        ...headers,
      },
    },
  );
}
