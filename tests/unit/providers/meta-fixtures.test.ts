import { expect, test } from "vitest";
import { meta } from "@/lib/providers/meta/meta";
import { fixtures, now, readJson } from "./fixtures";

test("there are fixtures at all, and each names its source", () => {
  expect(fixtures.length).toBeGreaterThan(100);
  for (const { source } of fixtures) expect(source.length).toBeGreaterThan(5);
});

test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
  "%s becomes exactly the expected events",
  (_name, { delivery, expected }) => {
    const { events, unread, ties } = meta.parse(delivery, { readsAnswers: true, now });

    expect(events).toEqual(expected.events);
    expect(ties).toEqual(expected.ties ?? []);
    expect(unread.map(({ part: _part, ...rest }) => rest)).toEqual(expected.unread);
  },
);

test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
  "%s: what was not read can be read again, part by part, with the same result",
  (_name, { delivery }) => {
    const { unread } = meta.parse(delivery, { readsAnswers: true, now });

    for (const { part, field, reason } of unread) {
      const again = meta.parse(part, { readsAnswers: true, now }).unread;
      expect(again.map((one) => [one.field, one.reason])).toContainEqual([field, reason]);
    }
  },
);

const fields = readJson<{ fields: Record<string, string[]> }>("fields.json").fields;

test("the catalogue of fields lists all that the fact sheet knows", () => {
  expect(Object.keys(fields)).toHaveLength(34);
});

test.each(Object.entries(fields))("the field %s is known and shown by fixtures", (field, names) => {
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const fixture = fixtures.find((one) => one.name === name);
    const shown = fixture?.delivery.entry.flatMap(({ changes = [] }) =>
      changes.map((one) => one.field),
    );
    expect(shown).toContain(field);
  }
  const { unread } = meta.parse(
    { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field, value: {} }] }] },
    { readsAnswers: true, now },
  );
  expect(unread.map(({ reason }) => reason)).not.toContain("unknown_field");
});

test("with the reading of answers switched off, a stop counts as an answer only", () => {
  for (const name of [
    "inbound-stop",
    "inbound-button-stop",
    "inbound-interactive-stop",
    "standby-stop",
  ]) {
    const fixture = fixtures.find((one) => one.name === name);
    const { events } = meta.parse(fixture?.delivery, { readsAnswers: false, now });
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(["replied"]));
  }
});

test("with the reading of answers switched off, WhatsApp's own stop switch still counts", () => {
  const fixture = fixtures.find(({ name }) => name === "preference-stop");
  const { events } = meta.parse(fixture?.delivery, { readsAnswers: false, now });
  expect(events.map(({ kind }) => kind)).toEqual(["opted_out"]);
});

test.each([
  ["null", null],
  ["a text", "whatsapp_business_account"],
  ["a list", []],
  ["another product", { object: "page", entry: [] }],
  ["no entries", { object: "whatsapp_business_account" }],
  ["entries that are no list", { object: "whatsapp_business_account", entry: { 0: {} } }],
])("%s is not Meta's envelope", (_name, body) => {
  expect(() => meta.parse(body, { readsAnswers: true, now })).toThrow(
    expect.objectContaining({ code: "bad_request" }),
  );
});
