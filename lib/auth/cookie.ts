import { decode } from "next-auth/jwt";
import type { Env } from "@/lib/env";

export const sessionDays = 30;

/** The prefix binds the cookie to https; without https a browser would refuse it. */
export function sessionCookieName(env: Pick<Env, "appUrl">): string {
  return isSecure(env) ? "__Secure-banguard.session" : "banguard.session";
}

export function isSecure(env: Pick<Env, "appUrl">): boolean {
  return env.appUrl.startsWith("https:");
}

/** The random session id inside next-auth's encrypted cookie; undefined when it is missing, forged or expired. */
export async function readSessionId(
  cookie: string | undefined,
  secret: string,
): Promise<string | undefined> {
  if (!cookie) return undefined;
  try {
    const token = await decode({ token: cookie, secret });
    const sid = token?.["sid"];
    return typeof sid === "string" ? sid : undefined;
  } catch {
    return undefined;
  }
}

/** One cookie out of a Cookie header. */
export function readCookie(header: string | null, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const [key, ...value] = part.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return undefined;
}
