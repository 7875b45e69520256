import type {
  Credentials,
  Delivery,
  Provider,
  ReadOptions,
  Reading,
} from "@/lib/providers/provider";
import { isSignedBy } from "@/lib/providers/signature";
import { readOwnEvents } from "./own-events";

const toleranceMs = 5 * 60_000;

/** Our own format, signed as https://www.standardwebhooks.com says. */
export const standard: Provider = {
  name: "standard",

  verify({ body, headers }: Delivery, { secrets }: Credentials, now: number): boolean {
    const id = headers["webhook-id"] ?? "";
    const timestamp = headers["webhook-timestamp"] ?? "";
    if (id === "" || !isRecent(timestamp, now)) return false;
    const signed = [Buffer.from(`${id}.${timestamp}.`), body];
    const claimed = signaturesIn(headers["webhook-signature"] ?? "");
    return secrets.some((secret) => {
      const key = keyOf(secret);
      return key.byteLength > 0 && claimed.some((signature) => isSignedBy(key, signed, signature));
    });
  },

  parse(body: unknown, { now }: ReadOptions): Reading {
    return readOwnEvents(body, { origin: "provider", now });
  },
};

/** An old delivery may be a replayed one, and a signature must not be made for tomorrow. */
function isRecent(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now - Number(timestamp) * 1000) <= toleranceMs;
}

const mostSignatures = 10;

/** Several during a rotation, parted by spaces; versions other than v1 are not ours to read. */
function signaturesIn(header: string): Buffer[] {
  return header
    .split(" ")
    .filter((signature) => signature.startsWith("v1,"))
    .slice(0, mostSignatures)
    .map((signature) => Buffer.from(signature.slice(3), "base64"));
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.startsWith("whsec_") ? secret.slice(6) : secret, "base64");
}
