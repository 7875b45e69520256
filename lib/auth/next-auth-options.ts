import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { insertSession, revokeSession } from "@/db/queries/sessions";
import { findFirstMembership, findUserByEmail } from "@/db/queries/users";
import { isStorable } from "@/lib/domain/storable";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { isSecure, sessionCookieName, sessionDays } from "./cookie";
import { forgetSession, forgetSessionHash } from "./find-session";
import { googleProvider, type Refusal, type Stranger, toStranger } from "./google";
import { beginTry, tryWasRight } from "./guard";
import { isPassword } from "./password";
import type { AuthContext } from "./session";
import { hashToken, newToken } from "./token";

const credentials = z.object({
  email: z.string().trim().toLowerCase().max(320).refine(isStorable),
  password: z.string().max(1_000),
});
const dayMs = 86_400_000;

/** What one request brings along. */
export interface Asker {
  address: string | undefined;
  /** Browser and system in words. */
  agent: string | undefined;
  /** The session that this browser has already: it ends when another one begins. */
  sessionHash: string | undefined;
  /** Whose account a sign-in service's person is here. */
  welcome?: (stranger: Stranger) => Promise<{ userId: string } | { refused: Refusal }>;
  /** Why the answer should be this error rather than next-auth's redirect. */
  refused?: AppError;
}

interface SignInContext extends AuthContext {
  env: Pick<Env, "appUrl" | "authSecret" | "google">;
}

/** next-auth with its ways in. Its cookie carries a random session id that counts only while `sessions` says so. */
export function nextAuthOptions(
  context: SignInContext,
  clock: () => Date,
  asker: Asker = { address: undefined, agent: undefined, sessionHash: undefined },
): NextAuthOptions {
  const { env } = context;
  return {
    secret: env.authSecret,
    session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    useSecureCookies: isSecure(env),
    cookies: {
      sessionToken: {
        name: sessionCookieName(env),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(env) },
      },
    },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: (given) => authorize(context, given, asker, clock()),
      }),
      ...(env.google ? [googleProvider(env.google)] : []),
    ],
    callbacks: {
      signIn: ({ user, account, profile }) =>
        worded(() => admit(context, asker, user, account?.type === "oauth" ? profile : undefined)),
      // `user` is there only at the moment of signing in.
      jwt: async ({ token, user }) =>
        user ? { sid: await startSession(context, user.id, asker, clock()) } : token,
      session: ({ session }) => session,
      redirect: ({ url }) => ownAddress(env.appUrl, url),
    },
    events: {
      signOut: async ({ token }) => endSession(context, token["sid"], clock()),
    },
  };
}

/** Where signing in may lead: home, or back to the page that asked for it. Never to another site. */
export function ownAddress(appUrl: string, wanted: string): string {
  if (!URL.canParse(wanted, appUrl)) return appUrl;
  const { origin, pathname } = new URL(wanted, appUrl);
  const known = /^\/(?:invitation\/[\w-]{1,200}|settings\/you)$/.test(pathname);
  return origin === appUrl && known ? `${appUrl}${pathname}` : appUrl;
}

/** Null (wrong, and nothing more is said) or the person. Thrown texts reach the sign-in page as its error. */
async function authorize(context: AuthContext, given: unknown, asker: Asker, now: Date) {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return null;
  const { email, password } = parsed.data;
  const guess = { name: email, place: asker.address };
  refusable(asker, "TooManyTries", () => beginTry(guess, now));
  const user = await worded(() => findUserByEmail(context.db, email));
  const stored = user?.passwordHash ?? undefined;
  const right = await isPassword(password, stored).catch((error: unknown) =>
    refusable(asker, "Busy", () => {
      throw error;
    }),
  );
  if (!right || !user) return null;
  tryWasRight(guess);
  return { id: user.id };
}

/** Keeps what was thrown for the route, which answers with it; next-auth itself gets one known word. */
function refusable<T>(asker: Asker, word: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) asker.refused = error;
    throw new Error(word, { cause: error });
  }
}

/** next-auth puts the text of what is thrown into an address, and a failed query's text is its statement. */
async function worded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    log.error("sign-in failed", error);
    throw new Error("Unavailable", { cause: error });
  }
}

/** True, or where who is not let in finds the reason. A sign-in service's person becomes ours here. */
async function admit(
  { db, env }: AuthContext,
  asker: Asker,
  user: { id: string },
  profile: object | undefined,
): Promise<true | string> {
  const reason = (word: string) => `${env.appUrl}/sign-in?error=${word}`;
  if (profile) {
    const found = await asker.welcome?.(toStranger(profile));
    if (!found || "refused" in found) return reason(found?.refused ?? "AccessDenied");
    user.id = found.userId;
  }
  return (await findFirstMembership(db, user.id)) ? true : reason("AccessDenied");
}

/** A new random id at every sign-in; the one this browser had before ends. */
async function startSession(
  context: AuthContext,
  userId: string,
  { agent, sessionHash }: Asker,
  now: Date,
): Promise<string> {
  const membership = await findFirstMembership(context.db, userId);
  if (!membership) throw new Error("AccessDenied");
  if (sessionHash !== undefined) {
    await revokeSession(context.db, sessionHash, now);
    forgetSessionHash(context.db, sessionHash);
  }
  const sessionId = newToken();
  await insertSession(context.db, {
    idHash: hashToken(sessionId),
    userId,
    workspaceId: membership.workspaceId,
    agent: agent ?? null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + sessionDays * dayMs),
  });
  return sessionId;
}

/** Ending what has ended already changes nothing. */
async function endSession(context: AuthContext, sessionId: unknown, now: Date): Promise<void> {
  if (typeof sessionId !== "string") return;
  await revokeSession(context.db, hashToken(sessionId), now);
  forgetSession(context.db, sessionId);
}
