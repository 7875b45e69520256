import { expect, test } from "vitest";
import { readOwnEvent, type OwnOptions } from "@/lib/providers/standard/own-event";
import { readOwnEvents } from "@/lib/providers/standard/own-events";
import { standard } from "@/lib/providers/standard/standard";
import { now } from "./fixtures";

const api: OwnOptions = { origin: "api", now };
const at = "2026-10-18T10:00:00Z";
const number = "+15550100001";
const sent = { kind: "sent", number, at };

const read = (row: unknown, options: OwnOptions = api) => readOwnEvent(row, options);
const refusalOf = (row: unknown, options: OwnOptions = api) => {
  const result = read(row, options);
  return "refusal" in result ? `${result.refusal.field}: ${result.refusal.reason}` : "accepted";
};

test("a file may go back 400 days, name no number, and hold only texts", () => {
  const file: OwnOptions = { origin: "import", now, number };
  const day = 86_400_000;
  expect(refusalOf({ kind: "sent", at: now - 400 * day }, file)).toBe("accepted");
  expect(refusalOf({ kind: "sent", at: now - 400 * day - 1 }, file)).toBe("at: too_old");
  expect(read({ kind: "failed", at, code: "131026", count: "12" }, file)).toMatchObject({
    event: { number: { e164: number }, code: 131_026, count: 12 },
  });
  expect(refusalOf({ kind: "sent", at, count: "twelve" }, file)).toBe("count: malformed");
});

test("a key named __proto__ changes nothing", () => {
  const row: unknown = JSON.parse(
    `{"kind":"sent","at":"${at}","__proto__":{"number":"${number}"}}`,
  );
  expect(refusalOf(row)).toBe("number: missing");
});

test("of a field named twice the last one holds", () => {
  const row: unknown = JSON.parse(
    `{"kind":"sent","kind":"read","number":"${number}","at":"${at}"}`,
  );
  expect(read(row)).toMatchObject({ event: { kind: "read" } });
});

test("in a list each row stands or falls alone", () => {
  const { events, unread } = readOwnEvents([sent, { ...sent, at: "x" }, sent], api);
  expect(events).toHaveLength(2);
  expect(unread).toMatchObject([{ index: 1, field: "at", reason: "malformed" }]);
});

test.each([
  ["an empty list", [], "bad_request"],
  ["a text", "sent", "bad_request"],
  ["null", null, "bad_request"],
  ["a list of 1,001", Array.from({ length: 1001 }, () => sent), "too_large"],
])("%s is no body of ours", (_name, body, code) => {
  expect(() => standard.parse(body, { readsAnswers: true, now })).toThrow(
    expect.objectContaining({ code }),
  );
});

test("what a signed source could not read can be read again from the kept part", () => {
  const { unread } = standard.parse([{ ...sent, kind: "soon" }], { readsAnswers: true, now });
  expect(standard.parse(unread[0]?.part, { readsAnswers: true, now }).unread).toMatchObject([
    { field: "kind", reason: "unknown_value" },
  ]);
});
