import { expect, test } from "vitest";
import { whyNotPublic } from "@/lib/domain/public-address";

test.each([
  ["http://localhost:3000", /this computer only/],
  ["http://127.0.0.1:3000", /this computer only/],
  ["http://[::1]:3000", /this computer only/],
  ["https://192.168.1.20", /private address/],
  ["https://172.20.0.4", /private address/],
  ["https://[fd00::1]", /private address/],
  ["https://banguard.internal", /own network/],
  ["https://nas", /own network/],
  ["http://banguard.example.com", /https/],
])("%s is refused in words", (origin, words) => {
  expect(whyNotPublic(origin)).toMatch(words);
});

test.each(["https://banguard.example.com", "https://172.32.0.4", "https://203.0.113.9"])(
  "nothing speaks against %s",
  (origin) => {
    expect(whyNotPublic(origin)).toBeNull();
  },
);
