import { expect, test } from "vitest";
import { days } from "@/lib/domain/time";
import { fact, now, pointsOf, type Scene } from "./scenes";

const template = (
  kind: "template_status" | "template_quality" | "template_category",
  value: string,
  over: object = {},
) => fact({ node: "template", kind, value, template: "t", ...over });
const rejected = (name: string, reason: string, at = now) =>
  template("template_status", "rejected", { template: name, at, detail: { reason } });
const ages = (points: (age: number) => number) => [0, 3, 4, 5, 6, 7].map(points);

test.each<[string, Scene, number]>([
  ["one rejection is 3", { facts: [rejected("a", "SCAM")] }, 3],
  [
    "five are 9 at most",
    { facts: ["a", "b", "c", "d", "e"].map((name) => rejected(name, "PROMOTIONAL")) },
    9,
  ],
  [
    "format rejections are nothing",
    { facts: [rejected("a", "INVALID_FORMAT"), rejected("b", "TAG_CONTENT_MISMATCH")] },
    0,
  ],
  [
    "29 days old counts, 30 does not",
    { facts: [rejected("a", "SCAM", now - days(29)), rejected("b", "SCAM", now - days(30))] },
    3,
  ],
  [
    "messages refused for their text count too",
    { daysOf: [{ age: 12, delivered: 100, codes: { 132007: 2 } }] },
    6,
  ],
])("template rejections: %s", (_name, scene, points) => {
  expect(pointsOf(scene, "template_rejected")).toBe(points);
});

test("announcement and change of one template are one correction", () => {
  const corrected = (name: string, at: number, previous = "utility") =>
    template("template_category", "marketing", { template: name, at, detail: { previous } });

  expect(
    pointsOf(
      { facts: [corrected("a", now - days(2)), corrected("a", now - days(1))] },
      "template_miscategorised",
    ),
  ).toBe(4);
  expect(
    pointsOf(
      { facts: ["a", "b", "c", "d"].map((name) => corrected(name, now)) },
      "template_miscategorised",
    ),
  ).toBe(12);
  expect(pointsOf({ facts: [corrected("a", now, "marketing")] }, "template_miscategorised")).toBe(
    0,
  );
});

test("pauses: the first 10, the second 20, fading over a week", () => {
  const paused = (step: string | undefined, age: number, name = "t") =>
    template("template_status", "paused", {
      template: name,
      at: now - days(age),
      ...(step && { detail: { step } }),
    });
  const points = (...facts: ReturnType<typeof paused>[]) => pointsOf({ facts }, "template_paused");

  expect(ages((age) => points(paused("FIRST_PAUSE", age)))).toEqual([10, 10, 9, 6, 3, 0]);
  expect(points(paused("second_pause", 0))).toBe(20);
  expect(points(paused(undefined, 20), paused(undefined, 0))).toBe(20);
  expect(points(paused("FIRST_PAUSE", 0), paused("FIRST_PAUSE", 0, "other"))).toBe(20);
  expect(points(paused("RATE_LIMITING_PAUSE", 0))).toBe(0);
});

test("template quality counts what is now: yellow 5, red 12, flagged 15, at most 25", () => {
  const points = (...facts: ReturnType<typeof template>[]) =>
    pointsOf({ facts }, "template_quality");

  expect(points(template("template_quality", "yellow"))).toBe(5);
  expect(points(template("template_quality", "red", { at: now - days(60) }))).toBe(12);
  expect(
    points(
      template("template_quality", "red", { at: now - days(2) }),
      template("template_quality", "green"),
    ),
  ).toBe(0);
  expect(points(template("template_quality", "red"), template("template_status", "flagged"))).toBe(
    15,
  );
  expect(
    points(
      template("template_status", "flagged", { at: now - 1 }),
      template("template_status", "approved"),
    ),
  ).toBe(0);
  expect(points(template("template_quality", "red"), template("template_status", "deleted"))).toBe(
    0,
  );
  expect(
    points(
      ...["a", "b", "c"].map((name) => template("template_quality", "red", { template: name })),
    ),
  ).toBe(25);
});
