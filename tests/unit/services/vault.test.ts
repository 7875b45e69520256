import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { makeVault, placeOf } from "@/lib/services/vault";

const [old, current] = ["o".repeat(40), "n".repeat(40)];
const here = placeOf("source", "w1", "s1");

test("what was sealed for one row opens there and nowhere else", () => {
  const vault = makeVault([current]);
  const sealed = vault.seal("secret", here);

  expect(vault.open(sealed, here).toString()).toBe("secret");
  for (const elsewhere of [
    placeOf("source", "w1", "s2"),
    placeOf("source", "w2", "s1"),
    placeOf("channel", "w1", "s1"),
    undefined,
  ])
    expect(() => vault.open(sealed, elsewhere)).toThrow(/cannot be decrypted/);
});

test("what was sealed before secrets were bound to their row still opens, and is known for it", () => {
  const vault = makeVault([current]);
  const sealed = sealOldWay("secret", current);

  expect(vault.open(sealed, here).toString()).toBe("secret");
  expect(vault.isFresh(sealed, here)).toBe(false);
  expect(vault.isFresh(vault.seal("secret", here), here)).toBe(true);
});

test("while the key is rotated, both open; afterwards the old one alone opens nothing", () => {
  const sealed = makeVault([old]).seal("secret", here);
  const rotating = makeVault([current, old]);

  expect(rotating.open(sealed, here).toString()).toBe("secret");
  expect(rotating.isFresh(sealed, here)).toBe(false);
  const again = rotating.seal(rotating.open(sealed, here), here);
  expect(makeVault([current]).open(again, here).toString()).toBe("secret");
  expect(() => makeVault([old]).open(again, here)).toThrow(/cannot be decrypted/);
  expect(() => makeVault([current]).open(sealed, here)).toThrow(/cannot be decrypted/);
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["less than a nonce and a tag", Buffer.alloc(27)],
  ["a changed byte", flipped(makeVault([current]).seal("secret", here))],
])("%s opens nothing", (_name, sealed) => {
  expect(() => makeVault([current]).open(sealed, here)).toThrow(/cannot be decrypted/);
});

function flipped(sealed: Buffer): Buffer {
  const copy = Buffer.from(sealed);
  copy.writeUInt8(copy.readUInt8(copy.length - 1) ^ 1, copy.length - 1);
  return copy;
}

/** As the product wrote secrets before they had a place. */
function sealOldWay(plain: string, key: string): Buffer {
  const derived = createHash("sha256").update(`banguard vault:${key}`).digest();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", derived, nonce);
  const body = Buffer.concat([cipher.update(Buffer.from(plain)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}
