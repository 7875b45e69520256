import { expect, test } from "vitest";
import { restrictionKind } from "@/lib/domain/score/sanctions";
import { scoreAccount } from "@/lib/domain/score/score";
import type { Fact } from "@/lib/domain/score/window";
import { days, hours } from "@/lib/domain/time";
import { fact, now, pointsByName, pointsOf, type Scene, scoreOf, zone } from "./scenes";

const type = (name: string) => `RESTRICTED_${name}`;
const restricted = (over: Partial<Fact> = {}) =>
  fact({ kind: "restricted", value: type("BIZ_INITIATED_MESSAGING"), at: now - days(1), ...over });

test.each<[string, Scene]>([
  ["at the end it was given", { facts: [restricted({ until: now - 1 })] }],
  [
    "when it is lifted",
    { facts: [restricted(), fact({ kind: "restriction_lifted", at: now - hours(1) })] },
  ],
  [
    "at a reinstatement",
    { facts: [restricted(), fact({ kind: "reinstated", at: now - hours(1) })] },
  ],
  [
    "when a health poll says available",
    { facts: [restricted(), fact({ kind: "health", value: "available", at: now - hours(2) })] },
  ],
  [
    "when polls go on saying available",
    {
      facts: [
        restricted({ at: now - hours(3) }),
        fact({ kind: "health", value: "available", at: now - days(9) }),
      ],
    },
  ],
  [
    "when a business-initiated message is sent and delivered",
    { facts: [restricted()], lastBusiness: proof(now - hours(2), now - hours(1)) },
  ],
  [
    "when a source without sent says delivered",
    { facts: [restricted()], lastBusiness: proof(null, now - hours(1)) },
  ],
  [
    "early, although its end lies ahead",
    {
      facts: [restricted({ until: now + days(2) })],
      lastBusiness: proof(now - hours(2), now - hours(1)),
    },
  ],
])("a restriction ends %s", (_name, scene) => {
  const score = scoreOf(scene);

  expect(score).toMatchObject({ sending: "ok", restriction: null });
  expect(pointsByName(score)).toEqual({ past_restriction: 10 });
});

test.each<[string, Scene]>([
  ["while its end lies ahead", { facts: [restricted({ until: now + 1 })] }],
  ["while nothing is known of its end", { facts: [restricted()] }],
  [
    "when messages sent before it arrive late",
    { facts: [restricted()], lastBusiness: proof(now - days(2), now - hours(1)) },
  ],
  [
    "when the last poll says blocked",
    {
      facts: [
        restricted(),
        fact({ kind: "health", value: "available", at: now - hours(3) }),
        fact({ kind: "health", value: "blocked", at: now - hours(1) }),
      ],
    },
  ],
  [
    "when another kind is lifted",
    {
      facts: [
        restricted(),
        fact({ kind: "restriction_lifted", value: type("UTILITY_TEMPLATES"), at: now - hours(1) }),
      ],
    },
  ],
])("a restriction holds %s", (_name, scene) => {
  expect(scoreOf(scene)).toMatchObject({ score: 85, sending: "restricted" });
});

function proof(sentHour: number | null, deliveredHour: number | null) {
  const own = { sentHour, deliveredHour };
  return { number: own, account: own };
}

test("a past restriction falls from 10 to nothing in 90 days", () => {
  const points = (age: number) =>
    pointsOf(
      { facts: [restricted({ at: now - days(100), until: now - days(age) })] },
      "past_restriction",
    );

  // 10 · (1 − d/90)
  expect([0, 9, 21, 45, 80, 89, 90].map(points)).toEqual([10, 9, 8, 5, 1, 0, 0]);
});

test("an account's own row carries its floor until its numbers prove an end", () => {
  const facts = [{ ...restricted(), inherited: false }];
  const over = { lastBusiness: { sentHour: now - hours(2), deliveredHour: now - hours(1) } };

  expect(scoreAccount(facts, now, zone)).toMatchObject({
    score: 85,
    sending: "restricted",
    restriction: { inherited: false },
  });
  expect(scoreAccount(facts, now, zone, over)).toMatchObject({ sending: "ok", restriction: null });
});

test.each([
  ["RESTRICTED_BIZ_INITIATED_MESSAGING", "starting"],
  ["RESTRICTED_CUSTOMER_INITIATED_MESSAGING", "all"],
  ["RESTRICTED_ADD_PHONE_NUMBER_ACTION", "adding"],
  ["RESTRICTION_ON_ADD_PHONE_NUMBER_ACTION", "adding"],
  ["RESTRICTED_UTILITY_TEMPLATES", "utility"],
  ["RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES", "utility"],
  ["RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING", "calling"],
  ["RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN", "calling"],
  ["business_initiated", "starting"],
  ["customer_initiated", "all"],
  ["add_number", "adding"],
  ["RESTRICTED_SOMETHING_NEW", "unknown"],
])("%s is the kind %s", (word, kind) => {
  expect(restrictionKind(word)).toBe(kind);
});
