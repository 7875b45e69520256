import { expect, test } from "vitest";
import { hours, minutes } from "@/lib/domain/time";
import { fact, lineOf, now, type Scene, scoreOf } from "./scenes";

test("three locked failures in an hour with nothing delivered since are a lock, inferred", () => {
  const hour = now - hours(5) - minutes(10);
  const locked = (count: number, code = 131031): Scene => ({
    failureHours: [{ hour, code, count }],
  });

  expect(scoreOf(locked(3))).toMatchObject({
    score: 85,
    sending: "restricted",
    restriction: { kinds: ["locked"] },
  });
  expect(lineOf(scoreOf(locked(3, 368)), "floor:locked").evidence).toBe("inferred");
  expect(scoreOf(locked(2)).score).toBeNull();
  expect(
    scoreOf({ ...locked(3), daysOf: [{ age: 0, delivered: 1 }], hours: delivered(hour + hours(1)) })
      .sending,
  ).toBe("ok");
  expect(
    scoreOf({ ...locked(3), daysOf: [{ age: 0, delivered: 1 }], hours: delivered(hour - hours(1)) })
      .sending,
  ).toBe("restricted");
  expect(
    scoreOf({
      ...locked(3),
      facts: [fact({ kind: "health", value: "available", at: now - hours(1) })],
    }).sending,
  ).toBe("ok");
  expect(
    scoreOf({
      facts: [
        fact({ kind: "health", value: "blocked", at: now - hours(1), detail: { code: 141014 } }),
      ],
    }).score,
  ).toBe(85);
});

function delivered(hour: number) {
  const counts = {
    sent: 1,
    delivered: 1,
    read: 0,
    read24h: 0,
    failed: 0,
    replied: 0,
    blocked: 0,
    reported: 0,
    optedOut: 0,
    optedIn: 0,
  };
  return [{ hour, all: counts, marketing: counts }];
}
