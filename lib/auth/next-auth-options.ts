import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { insertSession, revokeSession } from "@/db/queries/sessions";
import { findFirstMembership, findUserByEmail } from "@/db/queries/users";
import { isStorable } from "@/lib/domain/storable";
import { log } from "@/lib/log";
import { isSecure, sessionCookieName, sessionDays } from "./cookie";
import { forgetSession } from "./find-session";
import { isPassword } from "./password";
import type { AuthContext } from "./session";
import { makeThrottle } from "./throttle";
import { hashToken, newToken } from "./token";

const credentials = z.object({
  email: z.string().trim().toLowerCase().max(320).refine(isStorable),
  password: z.string().max(1_000),
});
const throttle = makeThrottle();
const dayMs = 86_400_000;

/** next-auth with one way in. Its cookie carries a random session id that counts only while `sessions` says so. */
export function nextAuthOptions(context: AuthContext, clock: () => Date): NextAuthOptions {
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
        authorize: (given) => authorize(context, given, clock()),
      }),
    ],
    callbacks: {
      // `user` is there only at the moment of signing in.
      jwt: async ({ token, user }) =>
        user ? { sid: await startSession(context, user.id, clock()) } : token,
      session: ({ session }) => session,
      redirect: () => env.appUrl,
    },
    events: {
      signOut: async ({ token }) => endSession(context, token["sid"], clock()),
    },
  };
}

/** Null (wrong, and nothing more is said) or the person. Thrown texts reach the sign-in page as its error. */
async function authorize(context: AuthContext, given: unknown, now: Date) {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return null;
  const { email, password } = parsed.data;
  if (throttle.waitMs(email, now.getTime()) > 0) throw new Error("TooManyTries");

  // Counted before the work is done: guesses sent at once would otherwise all be let in.
  throttle.failed(email, now.getTime());
  const user = await findPerson(context, email);
  if (!(await isPassword(password, user?.passwordHash ?? undefined)) || !user) return null;
  throttle.succeeded(email);
  return { id: user.id };
}

/** next-auth puts the text of what is thrown into an address, and a failed query's text is its statement. */
async function findPerson({ db }: AuthContext, email: string) {
  try {
    return await findUserByEmail(db, email);
  } catch (error) {
    log.error("sign-in failed", error);
    throw new Error("Unavailable");
  }
}

async function startSession(context: AuthContext, userId: string, now: Date): Promise<string> {
  const membership = await findFirstMembership(context.db, userId);
  if (!membership) throw new Error("AccessDenied");
  const sessionId = newToken();
  await insertSession(context.db, {
    idHash: hashToken(sessionId),
    userId,
    workspaceId: membership.workspaceId,
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
