import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { meta } from "@/lib/providers/meta/meta";
import { standard } from "@/lib/providers/standard/standard";

const bytes = (text: string) => new TextEncoder().encode(text);

const plain = '{"object":"whatsapp_business_account","entry":[]}';
const plainSignature = "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756";
const escaped = String.raw`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"text":"\u00e4\u00f6\u00e5"}}]}]}`;
const escapedSignature = "sha256=30ee6af8e3be1c1fcd660fe069f91a95a58184639177a127a24167fa453e2075";
const reserialised = JSON.stringify(JSON.parse(escaped));
const reserialisedSignature =
  "sha256=c1732e5a4a36c0b6f3bc6e37ac5ce46da9d2a48652ee46d659847607699956fe";

function verifyMeta(body: string, header: string | undefined, secrets = ["test_app_secret"]) {
  const headers = header === undefined ? {} : { "x-hub-signature-256": header };
  return meta.verify({ body: bytes(body), headers, url: "" }, { secrets }, 0);
}

test.each([
  ["the plain vector", plain, plainSignature, true],
  ["the escaped vector", escaped, escapedSignature, true],
  [
    "the signature of the re-serialised form over what was sent",
    escaped,
    reserialisedSignature,
    false,
  ],
  [
    "the signature of what was sent over the re-serialised form",
    reserialised,
    escapedSignature,
    false,
  ],
  ["no signature", plain, undefined, false],
  ["an empty signature", plain, "", false],
  ["a signature cut short", plain, plainSignature.slice(0, -2), false],
  ["a signature with a tail", plain, `${plainSignature}00`, false],
  ["a signature of another scheme", plain, plainSignature.replace("sha256", "sha1"), false],
  ["one bit changed", plain, plainSignature.replace("dec6", "dec7"), false],
] as const)("Meta: %s → %4$s", (_name, body, header, valid) => {
  expect(verifyMeta(body, header)).toBe(valid);
});

test("Meta: during a rotation either secret will do, and no secret accepts nothing", () => {
  expect(verifyMeta(plain, plainSignature, ["new secret", "test_app_secret"])).toBe(true);
  expect(verifyMeta(plain, plainSignature, ["new secret"])).toBe(false);
  expect(verifyMeta(plain, plainSignature, [])).toBe(false);
  const unkeyed = `sha256=${createHmac("sha256", "").update(plain).digest("hex")}`;
  expect(verifyMeta(plain, unkeyed, [""])).toBe(false);
});

test.each([
  [
    "the right token",
    "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=tok",
    "1158201444",
  ],
  ["a wrong token", "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=no", undefined],
  ["no token", "hub.mode=subscribe&hub.challenge=1158201444", undefined],
  ["another mode", "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=tok", undefined],
  ["no challenge", "hub.mode=subscribe&hub.verify_token=tok", undefined],
  [
    "a challenge that is a page",
    "hub.mode=subscribe&hub.challenge=%3Cscript%3E&hub.verify_token=tok",
    undefined,
  ],
])("Meta's handshake with %s", (_name, query, answer) => {
  const credentials = { secrets: [], verifyToken: "tok" };
  expect(meta.handshake?.(new URLSearchParams(query), credentials)).toBe(answer);
});

test("a source without a verify token shakes nobody's hand", () => {
  const query = new URLSearchParams("hub.mode=subscribe&hub.challenge=1&hub.verify_token=");
  expect(meta.handshake?.(query, { secrets: [] })).toBeUndefined();
});

/** The example of the Standard Webhooks libraries. */
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const message = {
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  at: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};

function verifyStandard(change: Partial<typeof message & { now: number; secrets: string[] }> = {}) {
  const { id, at, body, signature, now, secrets } = {
    ...message,
    now: message.at * 1000,
    secrets: [secret],
    ...change,
  };
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(at),
    "webhook-signature": signature,
  };
  return standard.verify({ body: bytes(body), headers, url: "" }, { secrets }, now);
}

const minute = 60_000;
test.each([
  ["the published vector", {}, true],
  ["several signatures, one right", { signature: `v1,AAAA v2,x ${message.signature}` }, true],
  ["two secrets, one right", { secrets: ["whsec_AAAA", secret] }, true],
  ["a secret without its prefix", { secrets: [secret.slice(6)] }, true],
  ["five minutes late", { now: message.at * 1000 + 5 * minute }, true],
  ["five minutes early", { now: message.at * 1000 - 5 * minute }, true],
  ["later than five minutes", { now: message.at * 1000 + 5 * minute + 1 }, false],
  ["earlier than five minutes", { now: message.at * 1000 - 5 * minute - 1 }, false],
  ["another body", { body: '{"test": 2432232315}' }, false],
  ["another id", { id: "msg_other" }, false],
  ["no id", { id: "" }, false],
  ["a moment that is no number", { at: Number.NaN }, false],
  ["no signature", { signature: "" }, false],
  [
    "the signature under another version",
    { signature: message.signature.replace("v1", "v1a") },
    false,
  ],
  ["no secret", { secrets: [] }, false],
  ["an empty secret", { secrets: ["whsec_"] }, false],
  [
    "the right signature behind ten wrong ones",
    { signature: `${"v1,AAAA ".repeat(10)}${message.signature}` },
    false,
  ],
] as const)("Standard Webhooks: %s", (_name, change, valid) => {
  expect(verifyStandard(change as Parameters<typeof verifyStandard>[0])).toBe(valid);
});
