import { expect, test } from "vitest";
import { readOwnEvent, type OwnOptions } from "@/lib/providers/standard/own-event";
import { now } from "./fixtures";

const api: OwnOptions = { origin: "api", now };
const at = "2026-10-18T10:00:00Z";
const atMs = Date.UTC(2026, 9, 18, 10);
const number = "+15550100001";
const sent = { kind: "sent", number, at };

const read = (row: unknown, options: OwnOptions = api) => readOwnEvent(row, options);
const refusalOf = (row: unknown, options: OwnOptions = api) => {
  const result = read(row, options);
  return "refusal" in result ? `${result.refusal.field}: ${result.refusal.reason}` : "accepted";
};

test("a full traffic row becomes an event with all it says", () => {
  const row = {
    id: "order-1",
    kind: "failed",
    number,
    account: "104455667788990",
    at,
    message: "wamid.A",
    recipient: "+91 99900-01111",
    category: "marketing",
    template: "diwali_offer_v2",
    campaign: "diwali",
    list: "checkout",
    code: 131026,
    count: 3,
  };

  expect(read(row)).toEqual({
    event: {
      id: "order-1",
      kind: "failed",
      number: { e164: number },
      account: "104455667788990",
      at: atMs,
      message: "wamid.A",
      recipient: { phone: "+919990001111" },
      category: "marketing",
      template: "diwali_offer_v2",
      campaign: "diwali",
      list: "checkout",
      code: 131026,
      count: 3,
    },
  });
});

test.each([
  ["RFC 3339 in UTC", "2026-10-18T10:00:00Z"],
  ["RFC 3339 with a zone", "2026-10-18T15:30:00+05:30"],
  ["RFC 3339 in lower case and finer than a millisecond", "2026-10-18t10:00:00.0009999z"],
  ["unix seconds", atMs / 1000],
  ["unix milliseconds", atMs],
  ["unix seconds as a text", String(atMs / 1000)],
])("at as %s", (_name, moment) => {
  expect(read({ ...sent, at: moment })).toMatchObject({ event: { at: atMs } });
});

test.each([
  ["no object", "sent", ": malformed"],
  ["a list", [sent], ": malformed"],
  ["no kind", { number, at }, "kind: missing"],
  ["an unknown kind", { ...sent, kind: "teleported" }, "kind: unknown_value"],
  ["a kind only our adapters make", { ...sent, kind: "growth_refused" }, "kind: unknown_value"],
  ["no number", { kind: "sent", at }, "number: missing"],
  ["an account alone for traffic", { kind: "sent", account: "1", at }, "number: missing"],
  ["a number with spaces", { ...sent, number: "+1 555 0100001" }, "number: malformed"],
  ["a number as a number", { ...sent, number: 15_550_100_001 }, "number: malformed"],
  ["a number with a leading zero", { ...sent, number: "+05550100001" }, "number: malformed"],
  ["an account with a space", { ...sent, account: "a b" }, "account: malformed"],
  ["no moment", { kind: "sent", number }, "at: missing"],
  ["a moment without a zone", { ...sent, at: "2026-10-18T10:00:00" }, "at: malformed"],
  ["a day that does not exist", { ...sent, at: "2026-02-30T10:00:00Z" }, "at: malformed"],
  ["a negative moment", { ...sent, at: -1 }, "at: malformed"],
  ["a fraction of seconds as a number", { ...sent, at: 1_792_300_000.5 }, "at: malformed"],
  ["a huge moment", { ...sent, at: 1e18 }, "at: malformed"],
  ["more than 5 minutes ahead", { ...sent, at: now + 300_001 }, "at: too_far_ahead"],
  ["5 minutes ahead", { ...sent, at: now + 300_000 }, "accepted"],
  ["an id too long", { ...sent, id: "x".repeat(129) }, "id: too_long"],
  ["an id of 128", { ...sent, id: "x".repeat(128) }, "accepted"],
  ["an id as a number", { ...sent, id: 7 }, "id: malformed"],
  ["an empty id", { ...sent, id: "" }, "id: malformed"],
  ["a message too long", { ...sent, message: "x".repeat(257) }, "message: too_long"],
  ["NUL in a campaign", { ...sent, campaign: "a\0b" }, "campaign: malformed"],
  ["half a character in a list", { ...sent, list: "a\ud83db" }, "list: malformed"],
  ["a whole emoji in a list", { ...sent, list: "a\u{1f600}b" }, "accepted"],
  ["an unknown category", { ...sent, category: "promo" }, "category: unknown_value"],
  ["a code as a text", { ...sent, code: "131026" }, "code: malformed"],
  ["a negative code", { ...sent, code: -1 }, "code: malformed"],
  ["a code no integer column holds", { ...sent, code: 2_147_483_648 }, "code: malformed"],
  ["count 0", { ...sent, count: 0 }, "count: malformed"],
  ["count 1.5", { ...sent, count: 1.5 }, "count: malformed"],
  ["count a million", { ...sent, count: 1_000_000 }, "accepted"],
  ["count over a million", { ...sent, count: 1_000_001 }, "count: malformed"],
  ["nulls are left out", { ...sent, id: null, code: null, count: null, until: null }, "accepted"],
  ["unknown fields are left alone", { ...sent, colour: { deep: true } }, "accepted"],
  ["quality without a value", { kind: "quality", number, at }, "value: missing"],
  [
    "quality with another value",
    { kind: "quality", number, at, value: "pink" },
    "value: unknown_value",
  ],
  ["limit as a number", { kind: "limit", number, at, value: 250 }, "value: malformed"],
  [
    "a template kind without a template",
    { kind: "template_status", number, at, value: "paused" },
    "template: missing",
  ],
  [
    "a restriction type with spaces",
    { kind: "restricted", number, at, value: "no sending" },
    "value: malformed",
  ],
  ["an end that is none", { kind: "restricted", number, at, until: "soon" }, "until: malformed"],
])("%s", (_name, row, verdict) => {
  expect(refusalOf(row)).toBe(verdict);
});

test("every refusal says what to do", () => {
  const result = read({ ...sent, number: "15" });
  expect(result).toMatchObject({
    refusal: {
      mend: "Write the number as +15550100001, or the provider's phone-number id in bare digits.",
    },
  });
});

test.each([
  ["quality", { kind: "quality", value: "YELLOW" }, { kind: "quality", value: "yellow" }],
  ["limit", { kind: "limit", value: "unlimited" }, { kind: "limit", value: "unlimited" }],
  ["violation", { kind: "violation", value: "scam" }, { kind: "violation", value: "SCAM" }],
  [
    "a restriction in an older spelling",
    { kind: "restricted", value: "RESTRICTION_ADD_PHONE_NUMBER_ACTION", until: at },
    { kind: "restricted", value: "RESTRICTED_ADD_PHONE_NUMBER_ACTION", until: atMs },
  ],
  ["a restriction of unknown kind", { kind: "restricted" }, { kind: "restricted" }],
  [
    "a lifted restriction",
    { kind: "restriction_lifted", until: at },
    { kind: "restriction_lifted" },
  ],
  [
    "a scheduled disable on a day",
    { kind: "disable_scheduled", until: "2026-11-29" },
    { kind: "disable_scheduled", until: Date.UTC(2026, 10, 29), detail: { day: "2026-11-29" } },
  ],
  [
    "a scheduled disable at a moment keeps the day that was written",
    { kind: "disable_scheduled", until: "2026-11-29T00:30:00+05:30" },
    { kind: "disable_scheduled", until: Date.UTC(2026, 10, 28, 19), detail: { day: "2026-11-29" } },
  ],
  [
    "a template's state",
    { kind: "template_status", value: "paused", template: "t" },
    { kind: "template_status", value: "paused", template: { name: "t" } },
  ],
  [
    "a template's rating",
    { kind: "template_quality", value: "red", template: "t" },
    { kind: "template_quality", value: "red", template: { name: "t" } },
  ],
])("%s", (_name, row, fact) => {
  expect(read({ ...row, account: "104455667788990", at })).toEqual({
    event: { ...fact, account: "104455667788990", at: atMs },
  });
});

test("the message of an answer is the message it answers", () => {
  expect(read({ ...sent, kind: "opted_out", message: "m1" })).toMatchObject({
    event: { message: "m1", answers: "m1" },
  });
  expect(read({ ...sent, message: "m1" })).toMatchObject({ event: { message: "m1" } });
});

test("a code means something with failed only", () => {
  expect(read({ ...sent, code: 1 })).toEqual({
    event: { kind: "sent", at: atMs, number: { e164: number }, count: 1 },
  });
});

test.each([
  ["a phone however written", "+91 (99900) 01111", { phone: "+919990001111" }],
  ["bare digits", "919990001111", { phone: "+919990001111" }],
  ["a user id", "IN.90817263545463728190", { bsuid: "IN.90817263545463728190" }],
  ["any other id", "customer 77", { bsuid: "customer 77" }],
])("a recipient as %s", (_name, recipient, expected) => {
  expect(read({ ...sent, recipient })).toMatchObject({ event: { recipient: expected } });
});

test("bare digits are the provider's phone-number id", () => {
  expect(read({ ...sent, number: "220011223344556" })).toMatchObject({
    event: { number: { phoneNumberId: "220011223344556" } },
  });
});
