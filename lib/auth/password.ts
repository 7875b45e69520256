import { hash, verify } from "@node-rs/argon2";

/** argon2id with the library's defaults (19 MiB, 2 passes), which are OWASP's first recommendation. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Without a hash (no such person) the same work is done, so that time tells nothing. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const right = await verify(stored ?? (await decoy()), password);
  return right && stored !== undefined;
}

let decoyHash: Promise<string> | undefined;

function decoy(): Promise<string> {
  decoyHash ??= hash("nobody has this password");
  return decoyHash;
}
