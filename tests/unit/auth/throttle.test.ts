import { expect, test } from "vitest";
import { makeThrottle } from "@/lib/auth/throttle";

const start = Date.UTC(2026, 10, 23, 9, 40);

function failing(times: number) {
  const throttle = makeThrottle();
  for (let time = 0; time < times; time += 1) throttle.failed("maya@example.com", start);
  return throttle;
}

test.each([
  ["lets the first four mistakes pass at once", 4, 0],
  ["asks for two seconds after the fifth", 5, 2_000],
  ["doubles with each further mistake", 7, 8_000],
  ["never asks for more than a quarter of an hour", 40, 15 * 60_000],
])("%s", (_name, failures, wait) => {
  expect(failing(failures).waitMs("maya@example.com", start)).toBe(wait);
});

test("forgets mistakes after the right password", () => {
  const throttle = failing(9);

  throttle.succeeded("maya@example.com");

  expect(throttle.waitMs("maya@example.com", start)).toBe(0);
});

test("one name's mistakes are not another's", () => {
  expect(failing(9).waitMs("jonas@example.com", start)).toBe(0);
});

test("mistakes of long ago are forgotten", () => {
  const throttle = failing(9);

  throttle.failed("maya@example.com", start + 16 * 60_000);

  expect(throttle.waitMs("maya@example.com", start + 16 * 60_000)).toBe(0);
});
