import { expect, test } from "vitest";
import { settle } from "@/lib/launch/environment.mjs";
import { isOwnPage } from "@/lib/services/set-up";

test.each([
  ["on this computer only", {}, false],
  ["on a public host", { HOST: "0.0.0.0" }, true],
  ["behind a proxy with a public address", { APP_URL: "https://banguard.example.com" }, true],
  ["with loopback written out", { HOST: "::1", APP_URL: "http://[::1]:3000" }, false],
])("/setup %s asks for the printed code, or not", (_name, environment, asks) => {
  expect(settle(environment).setupCode !== "").toBe(asks);
});

const env = { appUrl: "https://banguard.example.com" };

test.each([
  ["our own page", "https://banguard.example.com", true],
  ["this computer", "http://127.0.0.1:3000", true],
  ["a stranger's name for this computer", "http://rebound.example:3000", false],
  ["a frame without an origin", "null", false],
  ["no page at all", null, false],
])("the first account is made from %s: %s", (_name, origin, taken) => {
  expect(isOwnPage(env, origin)).toBe(taken);
});
