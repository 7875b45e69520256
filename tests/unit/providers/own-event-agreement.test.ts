import { expect, test } from "vitest";
import { ownKinds } from "@/lib/domain/own-event";
import { readOwnEvent } from "@/lib/providers/standard/own-event";
import { ownEventJson } from "@/lib/wire/event";
import { diceOf, type Dice } from "./dice";

/** Late enough that nothing lies ahead: what depends on the clock is no matter of the schema. */
const now = Date.UTC(2099, 0, 1);

const choices: Record<string, readonly unknown[]> = {
  id: ["a", "x".repeat(128), "x".repeat(129), "", 5, null, "a\0"],
  number: ["+15550100001", "220011223344556", "15", "+0123456789", 15_550_100_001, null, ""],
  account: ["104455667788990", "a b", "", 7, null],
  kind: [...ownKinds, ...ownKinds, "growth_refused", "", 1],
  at: [
    1_792_300_000,
    1_792_300_000_000,
    "1792300000",
    "2026-10-18T10:00:00Z",
    "2026-10-18",
    "x",
    -1,
    1.5,
    null,
  ],
  message: ["wamid.A", "x".repeat(257), "", {}, null],
  recipient: ["+919990001111", "IN.1", "anyone", "", 5, "\ud800"],
  category: ["marketing", "service", "promo", 1, null],
  template: ["t", "", "x".repeat(257), null],
  campaign: ["c", [], null],
  list: ["l", "\0", null],
  code: [131_026, 0, -1, 1.5, "131026", 2_147_483_648, null],
  value: [
    "green",
    "RED",
    "250",
    "paused",
    "SCAM",
    "RESTRICTED_UTILITY_TEMPLATES",
    "no such",
    "",
    250,
    null,
  ],
  until: ["2026-11-29", "2026-11-29T00:00:00+05:30", 1_792_300_000, "soon", true, null],
  count: [1, 1_000_000, 0, 1_000_001, 1.5, "2", null],
};

/** Mostly well-formed rows, so that every rule is the deciding one now and then. */
function rowOf(dice: Dice): Record<string, unknown> {
  const row: Record<string, unknown> = { number: "+15550100001", at: 1_792_300_000, kind: "sent" };
  for (const [field, values] of Object.entries(choices)) {
    if (dice.next() < 0.25) row[field] = dice.next() < 0.7 ? values[0] : dice.pick(values);
  }
  if (dice.next() < 0.6) row["kind"] = dice.pick(ownKinds);
  return row;
}

test("the reader of the doors and the published schema agree about every row", () => {
  const disagreed: unknown[] = [];
  const seen = { accepted: 0, refused: 0 };
  for (let seed = 0; seed < 20_000; seed += 1) {
    const row = rowOf(diceOf(seed));
    const byHand = "event" in readOwnEvent(row, { origin: "api", now });
    const bySchema = ownEventJson.safeParse(row).success;
    if (byHand !== bySchema) disagreed.push({ row, byHand });
    seen[byHand ? "accepted" : "refused"] += 1;
  }
  expect(disagreed).toEqual([]);
  expect(seen.accepted).toBeGreaterThan(3000);
  expect(seen.refused).toBeGreaterThan(3000);
});
