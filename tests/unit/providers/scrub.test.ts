import { expect, test } from "vitest";
import type { InboundCountedEvent, InboundFact } from "@/lib/domain/event";
import { isScrubbedFact } from "@/lib/domain/scrubbed";
import { makePseudonymiser } from "@/lib/providers/keys";
import { meta } from "@/lib/providers/meta/meta";
import { scrubEvent } from "@/lib/providers/scrub";
import { fixtures, now } from "./fixtures";

const key = new Uint8Array(32).fill(7);
const hash = makePseudonymiser(key);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const base: InboundCountedEvent = {
  kind: "sent",
  at: 1_792_300_000_000,
  number: { e164: "+15550100001" },
  count: 1,
};
const counted = (change: Partial<InboundCountedEvent>) => {
  const event = scrubEvent({ ...base, ...change }, hash);
  if (isScrubbedFact(event)) throw new Error("a traffic event became a fact");
  return event;
};
const phone = "+919990001111";
const bsuid = "IN.90817263545463728190";

test("a phone becomes a pseudonym, and its country is kept", () => {
  expect(counted({ recipient: { phone } })).toMatchObject({
    person: hash.person(phone),
    country: "IN",
  });
});

test("with both names the user id is the person and the phone an alias", () => {
  expect(counted({ recipient: { phone, bsuid } })).toMatchObject({
    person: hash.person(bsuid),
    alias: hash.person(phone),
    country: "IN",
  });
});

test("with a user id alone its letters tell the country", () => {
  const event = counted({ recipient: { bsuid } });
  expect(event).toMatchObject({ person: hash.person(bsuid), country: "IN" });
  expect(event.alias).toBeUndefined();
});

test("the kinds of one message share a key, people kinds each have their own", () => {
  const keyOf = (kind: InboundCountedEvent["kind"]) => counted({ kind, message: "wamid.A" }).key;
  const traffic = ["sent", "delivered", "read", "failed", "replied"] as const;
  const people = ["blocked", "reported", "opted_out", "opted_in"] as const;

  expect(new Set(traffic.map(keyOf))).toEqual(new Set([hash.message("wamid.A")]));
  expect(new Set([...people.map(keyOf), keyOf("sent")]).size).toBe(5);
  expect(counted({ kind: "blocked", message: "wamid.A" }).message).toBe(hash.message("wamid.A"));
});

test("an id decides whatever the rest says, and never passes for a message", () => {
  const first = counted({ id: "order-1", campaign: "a" });
  const second = counted({ id: "order-1", campaign: "b", at: base.at + 1, kind: "read" });
  expect(first).toMatchObject({ keyOf: "id", key: second.key });
  expect(first.key).not.toBe(counted({ message: "order-1" }).key);
});

test("beside a message an id is a second key", () => {
  const { key: own, keyOf, idKey } = counted({ id: "order-1", message: "wamid.A" });
  expect({ own, keyOf, idKey }).toEqual({
    own: hash.message("wamid.A"),
    keyOf: "message",
    idKey: counted({ id: "order-1" }).key,
  });
});

test("without id and message the content is the key, wherever its number was found", () => {
  const here = counted({ recipient: { phone } });
  expect(here.keyOf).toBe("content");
  expect(counted({ recipient: { phone }, number: { phoneNumberId: "220011" } }).key).toBe(here.key);
  for (const change of [
    { at: base.at + 1 },
    { count: 2 },
    { kind: "read" },
    { campaign: "c" },
  ] as const) {
    expect(counted({ recipient: { phone }, ...change }).key).not.toBe(here.key);
  }
});

test("the order of names inside an event does not change its key", () => {
  const { kind, at, number, count } = base;
  const backwards = scrubEvent({ count, number, at, kind } as InboundCountedEvent, hash);
  expect(backwards.key).toBe(counted({}).key);
});

test("facts of one moment differ by what they say, not by the node that owns them", () => {
  const fact: InboundFact = { kind: "violation", at: 1, account: "1", value: "SCAM" };
  const keyOf = (change: Partial<InboundFact>) => scrubEvent({ ...fact, ...change }, hash).key;
  expect(keyOf({ account: "2" })).toBe(keyOf({}));
  expect(keyOf({ value: "ADULT" })).not.toBe(keyOf({}));
  expect(keyOf({ template: { name: "a" } })).not.toBe(keyOf({ template: { name: "b" } }));
});

test("a pseudonym that comes back in a replay stays what it was", () => {
  const person = hash.person(phone);
  const message = hash.message("wamid.A");
  expect(counted({ recipient: { phone: `h:${person}` }, message: `h:${message}` })).toMatchObject({
    person,
    message,
    key: message,
  });
});

test("another workspace or another client knows the same person by another name", () => {
  const names = [
    hash,
    makePseudonymiser(key, "client-b"),
    makePseudonymiser(new Uint8Array(32).fill(8)),
  ].map((one) => one.person(phone));
  expect(new Set(names).size).toBe(3);
  for (const name of names) expect(name).toMatch(uuid);
});

test("messages are known by one name in the whole workspace, and never by a person's", () => {
  expect(makePseudonymiser(key, "client-b").message("x")).toBe(hash.message("x"));
  expect(hash.message("x")).not.toBe(hash.person("x"));
});

// Worked out apart from this code: HKDF-SHA-256 without salt, then HMAC-SHA-256, first 16 bytes.
test("the names stay the same from release to release", () => {
  expect(hash.person("+15550100001")).toBe("07a273f1-213b-41e8-5da9-f04c22174363");
  expect(hash.message("wamid.A")).toBe("e30d6526-d06e-e5e9-bb22-8d92026841ed");
});

test("no scrubbed fixture holds a readable recipient, message or word", () => {
  const secrets = [
    "919990001111",
    "5511990001111",
    "90817263545463728190",
    "wamid",
    "Asha",
    "promotions",
  ];
  let looked = 0;
  for (const { delivery } of fixtures) {
    for (const event of meta.parse(delivery, { readsAnswers: true, now }).events) {
      const text = JSON.stringify(scrubEvent(event, hash));
      for (const secret of secrets) expect(text).not.toContain(secret);
      looked += 1;
    }
  }
  expect(looked).toBeGreaterThan(100);
});
