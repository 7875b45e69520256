import { expect, test } from "vitest";
import { seeingOf, type SeeingSource } from "@/lib/domain/seeing";

const cloud: SeeingSource = {
  provider: "meta",
  hasToken: true,
  readsAnswers: true,
  noticesOnly: false,
};
const own: SeeingSource = { ...cloud, provider: "standard", hasToken: false };

test.each([
  ["what is seen needs no step", "reads", 1, [cloud], "seen", null],
  [
    "blocks at Meta are not available: nobody gives them",
    "blocks",
    0,
    [cloud],
    "not_available",
    /send what your own system knows/,
  ],
  [
    "blocks of an own system could be told",
    "blocks",
    0,
    [cloud, own],
    "unknown",
    /let a source report/,
  ],
  [
    "answers that are not read are not available, by choice",
    "opt_outs",
    0,
    [{ ...cloud, readsAnswers: false }],
    "not_available",
    /do not read answers/,
  ],
  [
    "notices only gives no deliveries, by choice",
    "delivery",
    0,
    [{ ...cloud, noticesOnly: true }],
    "not_available",
    /account notices only/,
  ],
  [
    "notices only still can give the rating",
    "rating",
    0,
    [{ ...cloud, noticesOnly: true, hasToken: false }],
    "unknown",
    /add an access token/,
  ],
  [
    "account notices want a subscription",
    "notices",
    0,
    [cloud],
    "unknown",
    /subscribe account_update/,
  ],
  [
    "without any source the step is to connect",
    "delivery",
    0,
    [],
    "unknown",
    /connect how you send/,
  ],
] as const)("%s", (_name, signal, seen, sources, state, step) => {
  const said = seeingOf(signal, seen, sources);

  const begins = { seen: /^\w+/, unknown: /^Unknown: /, not_available: /^Not available: / };
  expect(said.state).toBe(state);
  expect(said.step ?? "no step").toMatch(step ?? /^no step$/);
  expect(said.words).toMatch(begins[state]);
});
