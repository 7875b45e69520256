import { expect, test } from "vitest";
import { humanDay, unixMoment } from "@/lib/domain/moment";
import { countryOf, countryOfPhone } from "@/lib/providers/country";
import { signalsOf } from "@/lib/providers/index";
import { labelsOf } from "@/lib/providers/labels";
import { limitOf } from "@/lib/providers/limit-words";

test.each([
  ["+919990001111", "IN"],
  ["+15550100001", "US"],
  ["+12025550123", "US"],
  ["+14165550123", "CA"],
  ["+16045550123", "CA"],
  ["+18765550123", "JM"],
  ["+17875550123", "PR"],
  ["+18095550123", "DO"],
  ["+79161234567", "RU"],
  ["+77011234567", "KZ"],
  ["+5511990001111", "BR"],
  ["+525512345678", "MX"],
  ["+6281234567890", "ID"],
  ["+2348012345678", "NG"],
  ["+27821234567", "ZA"],
  ["+447700900123", "GB"],
  ["+4915112345678", "DE"],
  ["+351912345678", "PT"],
  ["+971501234567", "AE"],
  ["+9779812345678", "NP"],
  ["+85291234567", "HK"],
  ["+8613812345678", "CN"],
  ["+999123456789", undefined],
  ["+11234567", undefined],
])("%s is a phone of %s", (phone, country) => {
  expect(countryOfPhone(phone)).toBe(country);
});

test("the phone tells the country before the user id does", () => {
  expect(countryOf({ phone: "+5511990001111", bsuid: "IN.1" })).toBe("BR");
  expect(countryOf({ phone: "+999123456789", bsuid: "IN.1" })).toBe("IN");
  expect(countryOf({ bsuid: "US.ENT.77" })).toBe("US");
  expect(countryOf({ bsuid: "customer 77" })).toBeUndefined();
  expect(countryOf({ phone: "h:00000000-0000-0000-0000-000000000000" })).toBeUndefined();
});

const digits = "919990001111";
test.each([
  ["campaign=diwali;step=1", { campaign: "diwali" }],
  [
    "campaign = diwali ; list = checkout ; template = t1",
    { campaign: "diwali", list: "checkout", template: "t1" },
  ],
  ['{"campaign":"diwali","list":5}', { campaign: "diwali" }],
  ["diwali 2026-11", { campaign: "diwali 2026-11" }],
  ["order 1234567", {}],
  ["x".repeat(65), {}],
  [`campaign=${digits}`, {}],
  [`campaign=a;list=to ${digits}`, { campaign: "a" }],
  ["campaign=;list=b", { list: "b" }],
  ["campaign=wamid.HBgM", {}],
  ["campaign=a\0b", {}],
  [`campaign=${"x".repeat(257)}`, {}],
  ['{"campaign":', {}],
  ['{"__proto__":{"campaign":"x"}}', {}],
  ["[1,2]", { campaign: "[1,2]" }],
  ["", {}],
  [7, {}],
])("the callback text %j tells %j", (raw, labels) => {
  expect(labelsOf(raw, digits)).toEqual(labels);
});

test.each([
  ["November 29, 2026", "2026-11-29"],
  ["Nov 9, 2026", "2026-11-09"],
  ["29 November 2026", "2026-11-29"],
  ["2026-11-29", "2026-11-29"],
  ["2026-11-29T10:00:00Z", "2026-11-29"],
  [1_796_040_000, "2026-11-30"],
  ["1796040000", "2026-11-30"],
  ["February 30, 2026", undefined],
  ["Smarch 13, 2026", undefined],
  ["soon", undefined],
  [null, undefined],
])("the date %j is the day %j", (raw, day) => {
  expect(humanDay(raw)).toBe(day);
});

test.each([
  ["1792300123", 1_792_300_123_000],
  [1_792_300_123, 1_792_300_123_000],
  [1_792_300_123_456, 1_792_300_123_456],
  ["1792300123456", 1_792_300_123_456],
  ["-1792300123", undefined],
  ["1792300123.5", undefined],
  [0, undefined],
  ["9".repeat(20), undefined],
  [Number.NaN, undefined],
  ["0x6AD4", undefined],
  [{}, undefined],
])("the unix time %j is the instant %j", (raw, at) => {
  expect(unixMoment(raw)).toBe(at);
});

test.each([
  [2000, "2000"],
  ["2000", "2000"],
  ["TIER_2K", "2000"],
  [-1, "unlimited"],
  ["TIER_UNLIMITED", "unlimited"],
  ["TIER_NOT_SET", "none"],
  [undefined, "none"],
  ["TIER_1K", "legacy"],
  [1000, "legacy"],
  ["TIER_5M", undefined],
  [3000, undefined],
])("the limit %j is %j", (raw, limit) => {
  expect(limitOf(raw)).toBe(limit);
});

test("Meta without a token shows no rating, without answers no opt-outs, and never who blocked", () => {
  const full = { hasToken: true, readsAnswers: true, noticesOnly: false };
  expect(signalsOf("meta", full)).toEqual({
    delivery: true,
    reads: true,
    opt_outs: true,
    blocks: false,
    rating: true,
    notices: true,
  });
  expect(signalsOf("meta", { ...full, hasToken: false }).rating).toBe(false);
  expect(signalsOf("meta", { ...full, readsAnswers: false }).opt_outs).toBe(false);
  const notices = signalsOf("meta", { ...full, noticesOnly: true });
  expect(Object.entries(notices).filter(([, gives]) => gives)).toEqual([
    ["rating", true],
    ["notices", true],
  ]);
});
