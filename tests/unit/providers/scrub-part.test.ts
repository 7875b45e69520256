import { expect, test } from "vitest";
import { makePseudonymiser } from "@/lib/providers/keys";
import { meta } from "@/lib/providers/meta/meta";
import { scrubEvent } from "@/lib/providers/scrub";
import { scrubPart } from "@/lib/providers/scrub-part";
import { diceOf, nested } from "./dice";
import { fixtures, now } from "./fixtures";

const hash = makePseudonymiser(new Uint8Array(32).fill(7));
const scrub = (part: unknown) => scrubPart(part, hash);
const options = { readsAnswers: true, now };
const phone = "919990001111";
const person = `h:${hash.person(`+${phone}`)}`;

test.each([
  ["booleans and null", { a: true, b: null }, { a: true, b: null }],
  ["numbers below ten million", { n: 9_999_999 }, { n: 9_999_999 }],
  [
    "unix times",
    { n: 1_792_300_000, m: 1_792_300_000_000 },
    { n: 1_792_300_000, m: 1_792_300_000_000 },
  ],
  [
    "unix times as a text, under the name of a time",
    { timestamp: "1792300000" },
    { timestamp: "1792300000" },
  ],
  ["enums", { event: "PARTNER_REMOVED" }, { event: "PARTNER_REMOVED" }],
  ["WhatsApp's lower-case words", { status: "delivered" }, { status: "delivered" }],
  [
    "ids of accounts and numbers",
    { waba_id: "104455667788990", phone_number_id: "220011223344556" },
    { waba_id: "104455667788990", phone_number_id: "220011223344556" },
  ],
  [
    "our own numbers",
    { display_phone_number: "+1 555-010-0001" },
    { display_phone_number: "+1 555-010-0001" },
  ],
  [
    "template name and language",
    { message_template_name: "diwali_offer_v2", message_template_language: "en_US" },
    { message_template_name: "diwali_offer_v2", message_template_language: "en_US" },
  ],
  [
    "the day of a ban",
    { waba_ban_date: "November 29, 2026" },
    { waba_ban_date: "November 29, 2026" },
  ],
])("keeps %s", (_name, part, kept) => {
  expect(scrub(part)).toEqual(kept);
});

test.each([
  ["a sentence", { note: "Sold to Anna" }, { note: "(text, 12)" }],
  ["a long number", { n: 15_550_100_001 }, { n: "(number, 11)" }],
  ["an American number without its country", { n: 2_025_550_123 }, { n: "(number, 10)" }],
  [
    "digits as a text",
    { timestamp_of: "x", note: "1792300000" },
    { timestamp_of: "(text, 1)", note: "(text, 10)" },
  ],
  ["a phone under the name of a time", { timestamp: phone }, { timestamp: "(text, 12)" }],
  ["a shouted text", { body: "STOP", text: "HELLO" }, { body: "(text, 4)", text: "(text, 5)" }],
  ["a shouted name", { profile: { name: "ANNA" } }, { profile: { name: "(text, 4)" } }],
  ["an enum with a phone in it", { event: "USER_919990001111" }, { event: "(text, 17)" }],
  [
    "a phone where a template's name belongs",
    { message_template_name: phone },
    { message_template_name: "(text, 12)" },
  ],
  ["a sentence where an id belongs", { account: "call Anna" }, { account: "(text, 9)" }],
])("drops %s", (_name, part, kept) => {
  expect(scrub(part)).toEqual(kept);
});

test.each([
  ["a phone as a text", { wa_id: phone }, { wa_id: person }],
  ["a phone however written", { from: "+91 99900-01111" }, { from: person }],
  ["a phone as a number", { recipient_id: Number(phone) }, { recipient_id: person }],
  ["phones in a list", { to: [phone, phone] }, { to: [person, person] }],
  ["a user id", { user_id: "IN.1" }, { user_id: `h:${hash.person("IN.1")}` }],
  [
    "whatever stands where a person is named",
    { from: "ANNA" },
    { from: `h:${hash.person("ANNA")}` },
  ],
  ["a message id, wherever it stands", { x: "wamid.A" }, { x: `h:${hash.message("wamid.A")}` }],
  ["a pseudonym of ours", { wa_id: person }, { wa_id: person }],
])("%s becomes a pseudonym, or stays one", (_name, part, kept) => {
  expect(scrub(part)).toEqual(kept);
});

test("a key that holds a phone number does not stay", () => {
  expect(scrub({ [phone]: 1, [`x${phone}`]: 2, ok: 3 })).toEqual({
    "(key, 12)": 1,
    "(key, 13)": 2,
    ok: 3,
  });
});

test.each([
  ["very many keys", Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, at]))],
  [
    "very long lists",
    { list: Array.from({ length: 5000 }, () => "SOME_LONG_ENUM_WORD_THAT_STAYS") },
  ],
  [
    "lists in lists",
    { list: Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => "ENUM")) },
  ],
  ["deep nesting", nested(4000)],
  ["lists twenty thousand deep", JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`)],
  [
    "long enums",
    Object.fromEntries(Array.from({ length: 190 }, (_, at) => [`k${at}`, "E".repeat(64)])),
  ],
  ["wide characters", { kind: "x", list: Array.from({ length: 5000 }, () => "\u{1f600}") }],
])("%s are cut to 16 KiB and 200 keys", (_name, part) => {
  const text = JSON.stringify(scrub(part));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(16 * 1024);
  expect(text.split('":').length - 1).toBeLessThanOrEqual(200);
});

const secrets =
  "919990001111,919990002222,90817263545463728190,61555000000001,wamid,Asha,STOP,Anna,hello,Sent from,tok_1,clk_1,acc_1,razorpay,offers are live,shop.example".split(
    ",",
  );

test("no kept part of any fixture holds a readable person, message or text", () => {
  let looked = 0;
  for (const { delivery } of fixtures) {
    // The whole delivery, as if nothing of it had been understood, and each part that was not.
    const { unread } = meta.parse(delivery, options);
    for (const part of [delivery, ...unread.map((one) => one.part)]) {
      const kept = JSON.stringify(scrub(part));
      for (const secret of secrets) expect(kept).not.toContain(secret);
      looked += 1;
    }
  }
  expect(looked).toBeGreaterThan(150);
});

test("a kept delivery replays into the same events, as far as no text was needed", () => {
  const withoutText = fixtures.filter(({ name }) =>
    /^(status-(del|read|sent-o|group|fail|user)|preference|account-|capability|template-(p|q|ca))/.test(
      name,
    ),
  );
  expect(withoutText.length).toBeGreaterThan(35);
  for (const { delivery } of withoutText) {
    const direct = meta
      .parse(delivery, options)
      .events.map((event) => plain(scrubEvent(event, hash)));
    const replayed = meta
      .parse(scrub(delivery), options)
      .events.map((event) => plain(scrubEvent(event, hash)));
    expect(replayed).toEqual(direct);
  }
});

/** Without what only texts can tell (labels, remedies), without the country, and without keys made of the whole content. */
function plain(event: object) {
  const {
    campaign: _c,
    list: _l,
    template,
    country: _n,
    keyOf,
    key,
    detail,
    ...rest
  } = event as Record<string, unknown>;
  const { text: _t, ...told } = (detail ?? {}) as Record<string, unknown>;
  const label = typeof template === "string" ? undefined : template;
  return { ...rest, template: label, detail: told, key: keyOf === "message" ? key : undefined };
}

test("random parts stay within their limits and never throw", () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const dice = diceOf(seed);
    const value = (depth: number): unknown =>
      depth === 0 || dice.next() < 0.3
        ? dice.pick([phone, "TEXT", "text", Number(phone), 1, null, "wamid.A", "h:x"])
        : Object.fromEntries(
            Array.from({ length: dice.below(9) }, (_, at) => [`k${at}`, value(depth - 1)]),
          );
    const kept = JSON.stringify(scrub(value(6)));
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(16 * 1024);
    expect(kept).not.toContain(phone);
  }
});
