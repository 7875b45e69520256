import { createHmac, timingSafeEqual } from "node:crypto";

/** Whether `claimed` equals the HMAC-SHA-256 of the bytes, compared in constant time. */
export function isSignedBy(
  secret: string | Uint8Array,
  signed: Uint8Array | readonly Uint8Array[],
  claimed: Uint8Array,
): boolean {
  const hmac = createHmac("sha256", secret);
  for (const bytes of signed instanceof Uint8Array ? [signed] : signed) hmac.update(bytes);
  const expected = hmac.digest();
  return claimed.byteLength === expected.byteLength && timingSafeEqual(expected, claimed);
}

/** Whether two secrets are equal, without telling by the time it takes how far they agree. */
export function isSameSecret(left: string, right: string): boolean {
  const key = "banguard compare";
  const digest = (text: string) => createHmac("sha256", key).update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
