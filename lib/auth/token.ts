import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, fit for a cookie or a header. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256, hex: the only form in which session ids and API keys are stored. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
