import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Env } from "@/lib/env";

interface Claims {
  sub: string;
  name?: string;
  email?: string;
  email_verified?: boolean;
}

/** Why somebody that Google knows is not let in; the sign-in page has the words. */
export const refusals = ["Unverified", "PasswordFirst", "LinkedElsewhere", "NotInvited"] as const;
export type Refusal = (typeof refusals)[number];

/** Who a sign-in service says it is. */
export interface Stranger {
  subject: string;
  /** In lower case; only with `verified` does it prove anything. */
  email: string;
  verified: boolean;
  name: string;
}

/** OpenID Connect with code, PKCE, state and nonce; everything else is read from the issuer's own description. */
export function googleProvider(google: NonNullable<Env["google"]>): OAuthConfig<Claims> {
  return {
    id: "google",
    name: "Google",
    type: "oauth",
    wellKnown: `${google.issuer}/.well-known/openid-configuration`,
    clientId: google.clientId,
    clientSecret: google.clientSecret,
    authorization: { params: { scope: "openid email profile", prompt: "select_account" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    profile: ({ sub }) => ({ id: sub }),
  };
}

export function toStranger(claims: object | undefined): Stranger {
  const { sub = "", email = "", email_verified, name = "" } = (claims ?? {}) as Partial<Claims>;
  return {
    subject: String(sub),
    email: String(email).trim().toLowerCase(),
    verified: email_verified === true && email !== "" && sub !== "",
    name: String(name),
  };
}
