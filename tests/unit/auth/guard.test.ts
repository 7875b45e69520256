import { expect, test } from "vitest";
import { beginTry, tryWasRight } from "@/lib/auth/guard";

const now = new Date("2026-11-23T04:10:00Z");
let serial = 0;
const fresh = (what: string) => `${what}-${(serial += 1)}`;

function tries(times: number, name: () => string, place: string | undefined): number {
  let entered = 0;
  for (let time = 0; time < times; time += 1) {
    try {
      beginTry({ name: name(), place }, now);
      entered += 1;
    } catch {
      // Refused: that is what is counted.
    }
  }
  return entered;
}

test("one name is guessed at five times, wherever from", () => {
  const name = fresh("name");

  expect(tries(20, () => name, undefined)).toBe(5);
});

test("one place guesses at thirty names, and then waits whatever the name", () => {
  expect(tries(100, () => fresh("name"), fresh("place"))).toBe(30);
});

test("many places and many names do not hold each other up", () => {
  const places = Array.from({ length: 50 }, () => fresh("place"));

  expect(places.map((place) => tries(1, () => fresh("name"), place))).toEqual(places.map(() => 1));
});

test("a password that is known does not open a place to guessing at others", () => {
  const place = fresh("place");
  const own = fresh("own");
  let guesses = 0;
  for (let time = 0; time < 100; time += 1) {
    guesses += tries(1, () => fresh("victim"), place);
    if (tries(1, () => own, place) === 1) tryWasRight({ name: own, place });
  }

  expect(guesses).toBe(30);
});

test("a refusal says how long to wait", () => {
  const name = fresh("name");
  tries(5, () => name, undefined);

  expect(() => beginTry({ name, place: undefined }, now)).toThrow(
    expect.objectContaining({ code: "too_many_requests", retryAfterSeconds: 2 }),
  );
});

test("the addresses of one IPv6 network are one place", () => {
  const network = ["2001:db8:7:1::", "2001:0DB8:0007:0001:0:0:0:"];
  let at = 0;
  const entered = Array.from({ length: 100 }, () =>
    tries(1, () => fresh("name"), `${network[at % 2]}${(at += 1).toString(16)}`),
  );

  expect(entered.filter((one) => one === 1)).toHaveLength(30);
  expect(tries(1, () => fresh("name"), "2001:db8:7:2::1")).toBe(1);
});
