import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { makePseudonymiser } from "@/lib/providers/keys";
import { meta } from "@/lib/providers/meta/meta";
import { scrubEvent } from "@/lib/providers/scrub";
import { scrubPart } from "@/lib/providers/scrub-part";
import { broken, diceOf, nested } from "./dice";
import { fixtures, now } from "./fixtures";

const options = { readsAnswers: true, now };
const hash = makePseudonymiser(new Uint8Array(32).fill(7));

test("no delivery, however broken, throws anything but our own error", () => {
  const thrown: unknown[] = [];
  let tried = 0;
  let parsed = 0;
  for (let seed = 0; seed < 60; seed += 1) {
    for (const { delivery } of fixtures) {
      const body = broken(delivery, diceOf((tried += 1)), 0.06);
      try {
        const { events, unread } = meta.parse(body, options);
        parsed += 1;
        for (const event of events) {
          expect(Number.isSafeInteger(event.at)).toBe(true);
          scrubEvent(event, hash);
        }
        for (const { part } of unread) scrubPart(part, hash);
      } catch (error) {
        thrown.push(error);
      }
    }
  }
  expect(thrown.filter((error) => !(error instanceof AppError))).toEqual([]);
  expect(parsed).toBeGreaterThan(3000);
});

test("every part of a broken delivery ends as an event or as unread, never in silence", () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const status = {
      id: "wamid.A",
      status: "sent",
      timestamp: "1792300000",
      recipient_id: "919990001111",
    };
    const statuses = Array.from({ length: 7 }, (_, at) =>
      broken(status, diceOf(seed * 7 + at), 0.2),
    );
    const { events, unread } = meta.parse(delivery({ statuses }), options);

    const told = new Set(unread.map(({ index }) => index));
    expect(events.length + told.size).toBeGreaterThanOrEqual(7);
  }
});

test("shuffled statuses become the same events", () => {
  const statuses = Array.from({ length: 60 }, (_, at) => ({
    id: `wamid.${at % 20}`,
    status: ["sent", "delivered", "read"][at % 3],
    timestamp: String(1_792_300_000 + at),
    recipient_id: "919990001111",
  }));
  const read = (list: unknown[]) =>
    meta.parse(delivery({ statuses: list }), options).events.map((event) => JSON.stringify(event));
  const inOrder = read(statuses).sort();

  for (let seed = 0; seed < 20; seed += 1) {
    expect(read(diceOf(seed).shuffled(statuses)).sort()).toEqual(inOrder);
  }
});

test("deep nesting is answered, not overflowed", () => {
  const deep = nested(4000);
  const { unread } = meta.parse(
    delivery({ statuses: [deep], messages: deep, contacts: deep }),
    options,
  );
  expect(unread.length).toBeGreaterThan(0);
  for (const { part } of unread) scrubPart(part, hash);
  expect(
    meta.parse({ object: "whatsapp_business_account", entry: [deep] }, options).unread,
  ).toHaveLength(1);
});

test("a delivery of more than a thousand parts is refused as too large", () => {
  const parse = (length: number) =>
    meta.parse(delivery({ statuses: Array.from({ length }, () => 0) }), options);
  expect(parse(1000).unread).toHaveLength(1000);
  expect(() => parse(1001)).toThrow(expect.objectContaining({ code: "too_large" }));
});

test("of very many contacts only the first two hundred are searched for each part", () => {
  const contacts = Array.from({ length: 300 }, (_, at) => ({
    wa_id: `${919_990_000_000 + at}`,
    user_id: `IN.${at}`,
  }));
  const statuses = [199, 200].map((at) => ({
    id: `wamid.${at}`,
    status: "sent",
    timestamp: "1792300000",
    recipient_id: `${919_990_000_000 + at}`,
  }));
  const { events } = meta.parse(delivery({ contacts, statuses }), options);
  expect(events).toMatchObject([
    { recipient: { phone: "+919990000199", bsuid: "IN.199" } },
    { recipient: { phone: "+919990000200" } },
  ]);
  expect(events[1]).not.toHaveProperty("recipient.bsuid");
});

test("names of built-in properties are no fields, kinds or words", () => {
  for (const word of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    const body = JSON.parse(
      `{"object":"whatsapp_business_account","entry":[{"id":"1","time":1792300000,"changes":[
        {"field":"${word}","value":{"__proto__":{"event":"DISABLED_UPDATE"}}},
        {"field":"account_update","value":{"event":"${word}"}},
        {"field":"account_review_update","value":{"decision":"${word}"}}]}]}`,
    );
    expect(meta.parse(body, options).events).toEqual([]);
  }
});

function delivery(value: object) {
  const metadata = { display_phone_number: "15550100001", phone_number_id: "220011223344556" };
  return {
    object: "whatsapp_business_account",
    entry: [
      { id: "104455667788990", changes: [{ field: "messages", value: { metadata, ...value } }] },
    ],
  };
}
