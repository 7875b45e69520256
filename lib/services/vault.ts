import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Encrypts stored credentials and workspace keys. AES-256-GCM; the key lives outside the database. */
export interface Vault {
  /** `place`: the row it is for. In another row it cannot be opened. */
  seal(plain: Uint8Array | string, place?: string): Buffer;
  /** Throws when neither the current nor the previous key opens it, or when it was sealed for another place. */
  open(sealed: Uint8Array, place?: string): Buffer;
  /** False for what was sealed under the previous key, or before secrets were bound to their row. */
  isFresh(sealed: Uint8Array, place: string): boolean;
}

export type PlaceKind = "workspace" | "source" | "channel";

/** Where a secret belongs, as `seal` and `open` name it. */
export function placeOf(kind: PlaceKind, workspaceId: string, id = ""): string {
  return `${workspaceId} ${kind} ${id}`;
}

const nonceBytes = 12;
const tagBytes = 16;

/** `keys`: the current ENCRYPTION_KEY first, then ENCRYPTION_KEY_PREVIOUS while rotating. Any text of 32 or more characters. */
export function makeVault(keys: readonly string[]): Vault {
  const derived = keys.map((key) => createHash("sha256").update(`banguard vault:${key}`).digest());
  const [current] = derived;
  if (!current) throw new Error("makeVault needs at least one key");

  return {
    seal(plain, place = "") {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", current, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(Buffer.from(plain)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, place = "") {
      // What was sealed before secrets were bound to their row has no place; it is sealed again within a day.
      for (const key of derived) {
        const plain = tryOpen(key, sealed, place) ?? tryOpen(key, sealed, "");
        if (plain) return plain;
      }
      throw new Error(
        "stored secret cannot be decrypted: ENCRYPTION_KEY is not the key it was written with",
      );
    },
    isFresh: (sealed, place) => tryOpen(current, sealed, place) !== undefined,
  };
}

function tryOpen(key: Buffer, sealed: Uint8Array, place: string): Buffer | undefined {
  if (sealed.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  }).setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(nonceBytes + tagBytes)),
      decipher.final(),
    ]);
  } catch {
    return undefined;
  }
}
