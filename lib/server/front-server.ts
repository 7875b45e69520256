import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import { toProblem } from "@/lib/http/handle";
import { type BodyBudget, makeBodyBudget } from "./body-budget";
import { noteAddress } from "./client-address";
import type { Context } from "./context";
import { answerEvents } from "./events-door";
import { limitBody } from "./limit-body";
import { largestFile } from "@/lib/services/load-file";
import { readLimited } from "./read-limited";
import type { AnswerDoor } from "./reply";
import { isStream, openStream } from "./stream-door";
import { answerWebhook } from "./webhook-door";

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers deliveries itself, because Next's route handlers cost ten times the work; hands everything else to Next. */
export function makeFrontServer(
  context: Context,
  next: NextHandler,
  budget: BodyBudget = makeBodyBudget(),
): Server {
  const server = createServer((request, response) => {
    void answer(context, next, budget, request, response);
  });
  // Above the usual 60 s of load balancers, which then close first.
  server.keepAliveTimeout = 65_000;
  // Node knows one limit for all requests; ours is set per request below.
  server.requestTimeout = 0;
  server.headersTimeout = 10_000;
  return server;
}

async function answer(
  context: Context,
  next: NextHandler,
  budget: BodyBudget,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  noteAddress(request, context.env.trustProxy);
  limitTime(request, isUpload(request) ? uploadMs : requestMs);
  try {
    if (isStream(request)) return await openStream(context, request, response);
    const door = doorOf(request);
    if (!door) return await handToNext(context, next, request, response);
    const count = budget.open(response);
    const body =
      request.method === "POST" ? (limit: number) => readLimited(request, limit, count) : noBody;
    const reply = await door(context, {
      request,
      path: request.url ?? "/",
      readBody: body,
      now: Date.now(),
    });
    send(response, reply.status, reply.headers, reply.body);
  } catch (error) {
    await sendProblem(request, response, error);
  }
}

function doorOf(request: IncomingMessage): AnswerDoor | undefined {
  const { url = "/", method } = request;
  if (url.startsWith("/api/webhooks/")) return answerWebhook;
  if (method === "POST" && /^\/api\/v1\/events\/?(\?|$)/.test(url)) return answerEvents;
  return undefined;
}

async function noBody(): Promise<Uint8Array> {
  return new Uint8Array();
}

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  if (response.headersSent) return;
  response.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body)) });
  response.end(body);
}

async function sendProblem(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): Promise<void> {
  const problem = toProblem(error);
  const headers = Object.fromEntries(problem.headers);
  // A body that was not read to its end would be taken for the next request of this connection.
  if (!request.complete) headers["connection"] = "close";
  send(response, problem.status, headers, await problem.text());
}

/** One nonce per page request: Next reads it from the policy on the request and puts it on its scripts (decisions 13). */
async function handToNext(
  context: Context,
  next: NextHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentPolicy(nonce, context.env.appUrl.startsWith("https:"));
  request.headers["content-security-policy"] = policy;
  response.setHeader("content-security-policy", policy);
  for (const [name, value] of Object.entries(strictHeaders)) response.setHeader(name, value);
  // Answers of the API belong to who asked; a route may still say otherwise.
  if (request.url?.startsWith("/api/")) response.setHeader("cache-control", "private, no-store");
  if (!isAddress(request.url ?? "/"))
    throw new AppError("bad_request", "The address is not understood.");
  limitBody(request, isUpload(request) ? largestFile : largestBody);
  await next(request, response);
}

const largestBody = 1024 * 1024;
/** How long a request may take to arrive in full. */
const requestMs = 30_000;
const uploadMs = 2 * 3_600_000;

function limitTime(request: IncomingMessage, ms: number): void {
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, ms);
  timer.unref();
  request.once("close", () => clearTimeout(timer));
  request.once("end", () => clearTimeout(timer));
}

/** A file is read as fast as it can be counted: it takes minutes, and the service behind it has its own patience. */
function isUpload({ method, url = "" }: IncomingMessage): boolean {
  return method === "POST" && /^\/api\/v1\/imports\/?(\?|$)/.test(url);
}
// oxlint-disable-next-line no-control-regex -- these characters are what is looked for
const control = /[\u0000-\u001f\u007f]/;

/** Next answers a path it cannot decode with 500, and Postgres refuses NUL. */
function isAddress(url: string): boolean {
  try {
    return !control.test(decodeURIComponent(url.split("?", 1)[0] ?? ""));
  } catch {
    return false;
  }
}

function contentPolicy(nonce: string, secure: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

const strictHeaders = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
};
