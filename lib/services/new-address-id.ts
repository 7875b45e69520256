import { randomBytes } from "node:crypto";

/** Random 128 bits in hex, for what stands in addresses: a UUIDv7 could be guessed. */
export function newAddressId(): string {
  return randomBytes(16).toString("hex");
}

export function isAddressId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}
