import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Encrypts stored credentials and workspace keys. AES-256-GCM; the key lives outside the database. */
export interface Vault {
  seal(plain: Uint8Array | string): Buffer;
  /** Throws when neither the current nor the previous key opens it. */
  open(sealed: Uint8Array): Buffer;
}

const nonceBytes = 12;
const tagBytes = 16;

/** `keys`: the current ENCRYPTION_KEY first, then ENCRYPTION_KEY_PREVIOUS while rotating. Any text of 32 or more characters. */
export function makeVault(keys: readonly string[]): Vault {
  const derived = keys.map((key) => createHash("sha256").update(`banguard vault:${key}`).digest());
  const [current] = derived;
  if (!current) throw new Error("makeVault needs at least one key");

  return {
    seal(plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", current, nonce);
      const body = Buffer.concat([cipher.update(Buffer.from(plain)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      for (const key of derived) {
        const plain = tryOpen(key, sealed);
        if (plain) return plain;
      }
      throw new Error(
        "stored secret cannot be decrypted: ENCRYPTION_KEY is not the key it was written with",
      );
    },
  };
}

function tryOpen(key: Buffer, sealed: Uint8Array): Buffer | undefined {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes));
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
