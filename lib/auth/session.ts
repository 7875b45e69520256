import type { Db } from "@/db/client";
import type { LiveSession } from "@/db/queries/sessions";
import { isInstalled } from "@/db/queries/users";
import type { Actor } from "@/lib/domain/audit";
import { type Reach, wholeWorkspace } from "@/lib/domain/reach";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Role } from "@/lib/domain/role";
import { readCookie, readSessionId, sessionCookieName } from "./cookie";
import { findApiKey, findSession } from "./find-session";

/** What a check of a caller works with; every context has it. */
export interface AuthContext {
  env: Pick<Env, "appUrl" | "authSecret">;
  db: Db;
}

export type Scope = "read" | "write";

export interface ApiCaller {
  workspaceId: string;
  /** Which of the workspace's numbers it may see. */
  reach: Reach;
  /** Who the audit log says it was. */
  actor: Actor;
  /** Undefined for an API key. */
  userId: string | undefined;
  /** Of the session that asks; undefined for an API key. */
  sessionHash: string | undefined;
  role: Role | "key";
  scope: Scope;
}

/** For pages: who is asking, else the way to /setup or /sign-in. Who has not said "That is us" yet is asked first. */
export async function requirePageSession(context: AuthContext, now: Date): Promise<LiveSession> {
  // Loaded here because the front server has this file too: outside Next these modules throw when imported.
  const { redirect } = await import("next/navigation");
  const session = await findPageSession(context, now);
  if (!session) return redirect((await isInstalled(context.db)) ? "/sign-in" : "/setup");
  if (!session.pledgedAt) return redirect("/welcome");
  return session;
}

/** For pages of the whole workspace: who is limited to some clients finds nothing there. */
export async function requireWholePageSession(
  context: AuthContext,
  now: Date,
): Promise<LiveSession> {
  const { notFound } = await import("next/navigation");
  const session = await requirePageSession(context, now);
  return session.reach.clients === null ? session : notFound();
}

/** For pages that only an administrator opens: nobody else finds them. */
export async function requireAdminPageSession(
  context: AuthContext,
  now: Date,
): Promise<LiveSession> {
  const { notFound } = await import("next/navigation");
  const session = await requireWholePageSession(context, now);
  return session.role === "admin" ? session : notFound();
}

export async function findPageSession(
  context: AuthContext,
  now: Date,
): Promise<LiveSession | undefined> {
  const { cookies } = await import("next/headers");
  const cookie = (await cookies()).get(sessionCookieName(context.env))?.value;
  return readSession(context, cookie, now);
}

/** For /api/v1: a Bearer key or the session cookie. Throws AppError; a foreign key and an unknown one look alike. */
export async function requireApiCaller(
  context: AuthContext,
  request: Request,
  scope: Scope,
  now: Date,
): Promise<ApiCaller> {
  const caller = await identifyCaller(context, request, scope, now);
  if (scope === "write" && caller.scope !== "write") {
    throw new AppError("forbidden", "This key or role may only read.");
  }
  return caller;
}

/** Who asks, and for a write that the cookie came from our own page; what the role may do is not asked. */
export async function identifyCaller(
  context: AuthContext,
  request: Request,
  scope: Scope,
  now: Date,
): Promise<ApiCaller> {
  const authorization = request.headers.get("authorization");
  return authorization === null
    ? callerBySession(context, request, scope, now)
    : callerByKey(context, request, authorization, now);
}

async function callerByKey(
  { db }: AuthContext,
  request: Request,
  authorization: string,
  now: Date,
): Promise<ApiCaller> {
  const [, key] = /^Bearer (bg_[\w-]{8,200})$/i.exec(authorization) ?? [];
  const found = key === undefined ? undefined : await findApiKey(db, key, now);
  if (!found) throw new AppError("unauthorized", "The API key is not known or was revoked.");
  const { workspaceId, keyId, name, hint, scope } = found;
  return {
    workspaceId,
    reach: wholeWorkspace(workspaceId),
    actor: { kind: "key", id: keyId, name: `${name} (${hint})`, address: addressOf(request) },
    userId: undefined,
    sessionHash: undefined,
    role: "key",
    scope,
  };
}

async function callerBySession(
  context: AuthContext,
  request: Request,
  scope: Scope,
  now: Date,
): Promise<ApiCaller> {
  const session = await findRequestSession(context, request, now);
  if (!session)
    throw new AppError("unauthorized", "Sign in, or send an API key: Authorization: Bearer bg_…");
  if (scope === "write") requireOwnOrigin(context, request);
  const { workspaceId, reach, userId, userName } = session;
  return {
    workspaceId,
    reach,
    actor: { kind: "person", id: userId, name: userName, address: addressOf(request) },
    userId,
    sessionHash: session.idHash,
    role: session.role,
    scope: session.role === "viewer" ? "read" : "write",
  };
}

/** Set by the front server from the socket; a proxy in front of it is asked first there. */
export function addressOf(request: Request): string | undefined {
  return request.headers.get("x-banguard-address") ?? undefined;
}

/** A page of another site must not write with our cookie. */
export function requireOwnOrigin({ env }: AuthContext, request: Request): void {
  if (request.headers.get("origin") === env.appUrl) return;
  throw new AppError(
    "forbidden",
    `Writes are taken from pages of ${env.appUrl} only. Open Banguard there.`,
  );
}

/** Who is signed in in the browser that asks, if anybody. */
export async function findRequestSession(
  context: AuthContext,
  request: Request,
  now: Date,
): Promise<LiveSession | undefined> {
  const cookie = readCookie(request.headers.get("cookie"), sessionCookieName(context.env));
  return readSession(context, cookie, now);
}

async function readSession(context: AuthContext, cookie: string | undefined, now: Date) {
  const sessionId = await readSessionId(cookie, context.env.authSecret);
  return sessionId === undefined ? undefined : findSession(context.db, sessionId, now);
}
