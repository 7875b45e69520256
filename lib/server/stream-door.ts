import type { IncomingMessage, ServerResponse } from "node:http";
import { readCookie, readSessionId, sessionCookieName } from "@/lib/auth/cookie";
import { findSession } from "@/lib/auth/find-session";
import { AppError } from "@/lib/errors";
import type { Context } from "./context";

export function isStream({ method, url = "/" }: IncomingMessage): boolean {
  return method === "GET" && /^\/api\/stream\/?(\?|$)/.test(url);
}

/**
 * `GET /api/stream`: server-sent events that name what changed, by session cookie only. The front server answers it,
 * because a stream must end first when the process stops; where Next serves alone, pages poll.
 */
export async function openStream(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const now = new Date();
  const cookie = readCookie(request.headers.cookie ?? null, sessionCookieName(context.env));
  const sessionId = await readSessionId(cookie, context.env.authSecret);
  const session = sessionId && (await findSession(context.db, sessionId, now));
  if (!sessionId || !session) throw new AppError("unauthorized", "Sign in to listen for changes.");
  const { workspaceId, userId } = session;
  await context.streams.open(response, { sessionId, userId, workspaceId }, now);
}
