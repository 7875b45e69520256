import { expect, test } from "vitest";
import { connectionOf, pollWords, verdictWords } from "@/lib/domain/connection";
import { hours, minutes } from "@/lib/domain/time";

const now = Date.parse("2026-11-23T04:10:00Z");
const nothing = {
  disabled: false,
  handshakeAt: null,
  lastEventAt: null,
  lastRefusedAt: null,
  lastRefusal: null,
};

test.each([
  ["waits for the first event", {}, "waiting", "Waiting for the first event…"],
  [
    "knows a verified address",
    { handshakeAt: now - 1000 },
    "verified",
    "WhatsApp has verified the address. Waiting for the first event…",
  ],
  ["receives", { lastEventAt: now - 6000 }, "receiving", "Receiving; last event 6 s ago."],
  ["has gone silent", { lastEventAt: now - hours(30) }, "silent", "Nothing since Sun 03:40."],
  [
    "refuses",
    { lastEventAt: now - hours(2), lastRefusedAt: now - minutes(1), lastRefusal: "bad_signature" },
    "refused",
    "Refused at 09:39: the signature does not match.",
  ],
  [
    "receives again after a refusal",
    { lastEventAt: now - 6000, lastRefusedAt: now - minutes(1), lastRefusal: "bad_signature" },
    "receiving",
    "Receiving; last event 6 s ago.",
  ],
  [
    "is disabled, whatever came",
    { disabled: true, lastEventAt: now },
    "disabled",
    "Disabled: nothing is taken in.",
  ],
] as const)("%s", (_name, sight, state, words) => {
  const connection = connectionOf({ ...nothing, ...sight }, "Asia/Kolkata", now);

  expect(connection.state).toBe(state);
  expect(connection.words).toBe(words);
});

test("says what to do about every refusal, and keeps its own words to itself", () => {
  for (const lastRefusal of [
    "bad_signature",
    "wrong_verify_token",
    "too_large",
    "failed",
    "something new",
  ]) {
    const { words, remedy } = connectionOf(
      { ...nothing, lastRefusedAt: now, lastRefusal },
      "UTC",
      now,
    );

    expect(words).not.toContain("_");
    expect(remedy).not.toBeNull();
    expect(verdictWords(lastRefusal)).not.toContain("_");
  }
});

test("the poller's findings are words, and none when all is well", () => {
  expect(pollWords(null)).toBeNull();
  for (const error of ["token_dead", "throttled", "status_500"])
    expect(pollWords(error)).not.toContain("_");
});
