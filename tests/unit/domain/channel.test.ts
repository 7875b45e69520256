import { expect, test } from "vitest";
import {
  callWords,
  decideAfterCall,
  isLoudEnough,
  readRetryAfter,
  whyNotCallable,
} from "@/lib/domain/channel";
import { days, hours, minutes } from "@/lib/domain/time";

const now = Date.parse("2026-11-23T04:10:00Z");
const refused = { got: "refused", status: 500 } as const;
const fresh = { attempts: 0, failingSince: undefined };

test("a call that fails is tried ten times over three days, as Standard Webhooks suggests", () => {
  const waits = Array.from({ length: 10 }, (_, attempts) => {
    const { call } = decideAfterCall({ attempts, failingSince: now }, refused, now, 0.5);
    return call.state === "queued" ? call.at - now : call.state;
  });

  expect(waits).toEqual([
    5_000,
    minutes(5),
    minutes(30),
    hours(2),
    hours(5),
    hours(10),
    hours(14),
    hours(20),
    hours(24),
    "failed",
  ]);
});

test.each([
  [0, 0.9],
  [1, 1.1],
])("dice of %s make it %s times as long", (dice, times) => {
  const { call } = decideAfterCall({ ...fresh, attempts: 2 }, refused, now, dice);

  expect(call).toEqual({ state: "queued", at: now + Math.round(minutes(30) * times) });
});

test("a yes is the end of it", () => {
  expect(decideAfterCall(fresh, { got: "taken", status: 204 }, now, 0)).toEqual({
    call: { state: "sent" },
  });
});

test("an address that is gone switches the channel off at once", () => {
  expect(decideAfterCall(fresh, { got: "refused", status: 410 }, now, 0)).toEqual({
    call: { state: "failed" },
    off: "gone",
  });
});

test.each([
  ["four days and a bit", days(5) - 1, undefined],
  ["five days", days(5), "failing"],
])("%s of nothing but failures", (_name, since, off) => {
  const decision = decideAfterCall({ attempts: 3, failingSince: now - since }, refused, now, 0.5);

  expect(decision.off).toBe(off);
});

test.each([
  ["longer than our own wait", minutes(10), minutes(10)],
  ["shorter than our own wait", 1_000, 5_000],
  ["longer than a day", days(30), days(1)],
])("a receiver that is busy is waited for: %s", (_name, retryAfterMs, wait) => {
  const busy = { got: "refused", status: 429, retryAfterMs } as const;

  const { call } = decideAfterCall(fresh, busy, now, 0.5);

  expect(call).toEqual({ state: "queued", at: now + wait });
});

test.each([
  [429, "120", 120_000],
  [503, "Mon, 23 Nov 2026 04:11:00 GMT", 60_000],
  [503, "soon", undefined],
  [503, "-5", undefined],
  [503, undefined, undefined],
  [500, "120", undefined],
])("%s with Retry-After %s asks for %s ms", (status, header, ms) => {
  expect(readRetryAfter(status, header, now)).toBe(ms);
});

test.each([
  ["critical", "warning", true],
  ["warning", "warning", true],
  ["info", "warning", false],
] as const)("%s is told where it begins with %s: %s", (severity, from, told) => {
  expect(isLoudEnough(severity, from)).toBe(told);
});

test.each([
  ["https://hooks.slack.com/services/T0/B0/x", null],
  ["https://alerts.example.com:8443/in", null],
  ["http://alerts.example.com/in", "The address must begin with https://."],
  ["alerts.example.com", "Enter a whole address: https://…"],
  ["file:///etc/passwd", "Enter a whole address: https://…"],
  ["https://user:pass@example.com/", "The address may hold no user name or password."],
  ["https://example.com:25/", "Port 25 belongs to another service: use 443, or one from 1024 on."],
  ["https://127.0.0.1/", callWords({ got: "nothing", because: "private_address" })],
  ["https://0x7f.1/", callWords({ got: "nothing", because: "private_address" })],
  ["https://2130706433/", callWords({ got: "nothing", because: "private_address" })],
  ["https://[::1]/", callWords({ got: "nothing", because: "private_address" })],
  ["https://[::ffff:10.0.0.1]/", callWords({ got: "nothing", because: "private_address" })],
  ["https://localhost/", callWords({ got: "nothing", because: "private_address" })],
])("%s: %s", (address, why) => {
  expect(whyNotCallable(address, false)).toBe(why);
});

test("whoever runs Banguard may allow addresses inside", () => {
  expect(whyNotCallable("http://127.0.0.1:9000/in", true)).toBeNull();
});

test.each([
  [{ got: "taken", status: 200 }, null],
  [
    { got: "refused", status: 404, word: "no_service" },
    "The receiver does not know this address (404), saying “no_service”.",
  ],
  [
    { got: "refused", status: 302 },
    "The receiver points elsewhere (302). Banguard does not follow: enter the final address.",
  ],
  [{ got: "refused", status: 500 }, "The receiver answered 500."],
  [{ got: "nothing", because: "slow" }, "No answer within 15 seconds."],
] as const)("%o is said in words", (result, words) => {
  expect(callWords(result)).toBe(words);
});
