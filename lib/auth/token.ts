import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits, fit for a cookie or a header. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256, hex: the only form in which session ids and API keys are stored. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * The token of a mailed link, made from the mail's own random id: nothing has to keep the token itself between deciding
 * to write and sending, and who reads the outbox cannot know it.
 */
export function deriveToken(secret: string, purpose: string, id: string): string {
  return createHmac("sha256", secret).update(`banguard ${purpose}:${id}`).digest("base64url");
}

/** Compares without telling by time how much was right. */
export function isSameToken(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(hashToken(one)), Buffer.from(hashToken(other))];
  return timingSafeEqual(left, right);
}
