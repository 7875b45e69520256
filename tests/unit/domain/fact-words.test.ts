import { expect, test } from "vitest";
import { platformKinds } from "@/lib/domain/event";
import { factWords, isSanction } from "@/lib/domain/fact-words";

const fact = { value: null, previous: null, detail: null, template: null };

test.each([
  [
    { kind: "quality", value: "yellow", previous: "green", detail: { how: "polled" } },
    "rating green → yellow (asked)",
  ],
  [{ kind: "quality", value: "red", detail: { how: "entered" } }, "rating red (entered by hand)"],
  [{ kind: "limit", value: "10000" }, "messaging limit 10,000 a day"],
  [{ kind: "violation", value: "SCAM" }, "WhatsApp sent a warning (its word: SCAM)"],
  [
    { kind: "disable_scheduled", detail: { day: "2026-11-29" } },
    "WhatsApp has scheduled a disable for 2026-11-29",
  ],
  [
    { kind: "template_status", value: "in_appeal", template: "festive" },
    "template festive in appeal",
  ],
] as const)("%o is told as %s", (more, words) => {
  expect(factWords({ ...fact, ...more })).toBe(words);
});

test("every kind has words, none of them a machine's but WhatsApp's own for a warning", () => {
  for (const kind of platformKinds.filter((one) => one !== "violation")) {
    expect(factWords({ ...fact, kind, value: "some_word" })).not.toMatch(/[a-z]_[a-z]/);
  }
});

test("sanctions are told from notices", () => {
  expect(platformKinds.filter(isSanction)).toEqual([
    "violation",
    "restricted",
    "disable_scheduled",
    "disabled",
  ]);
});
