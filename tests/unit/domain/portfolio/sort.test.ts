import { expect, test } from "vitest";
import { groupPortfolio, sortPortfolio } from "@/lib/domain/portfolio/sort";
import { nine, portfolioNumber } from "./nine-numbers";

const names = (numbers: readonly { name: string }[]) => numbers.map(({ name }) => name);

test("the nine numbers stand as on the first screen", () => {
  const shuffled = [4, 8, 0, 6, 2, 7, 1, 5, 3].flatMap((index) => nine[index] ?? []);

  expect(names(sortPortfolio(shuffled))).toEqual(names(nine));
});

const stopped = { sending: "stopped", score: 0 } as const;
const restricted = {
  sending: "restricted",
  account: "9",
  accountName: "Roast & Co",
  restriction: { until: null, day: null, inherited: true, words: "" },
} as const;

test.each([
  [
    "a restriction stands above a higher score",
    [
      { name: "R", ...restricted, score: 85 },
      { name: "H", score: 94, band: "critical" },
    ],
  ],
  [
    "what cannot send stands after what is at risk",
    [
      { name: "H", score: 52, band: "high" },
      { name: "S", ...stopped },
    ],
  ],
  [
    "what cannot send stands before what is on watch",
    [
      { name: "S", ...stopped },
      { name: "W", score: 44, band: "watch" },
    ],
  ],
  [
    "equal scores: more marketing first",
    [
      { name: "B", marketing7d: 900 },
      { name: "A", marketing7d: 100 },
    ],
  ],
  [
    "under one floor the worse behaviour first",
    [
      { name: "B", ...restricted, score: 85, behaviour: 46 },
      { name: "A", ...restricted, score: 85, behaviour: 3 },
    ],
  ],
  [
    "too new stands before unseen",
    [
      { name: "Z", score: null, band: "unknown" },
      { name: "A", score: 20, freshness: "stale" },
    ],
  ],
  ["equal in everything: by name", [{ name: "A" }, { name: "B" }]],
] as const)("%s", (_name, order) => {
  const numbers = order.map((one) => portfolioNumber(one));

  expect(names(sortPortfolio(numbers.toReversed()))).toEqual(names(order));
});

test("numbers of a restricted account stay together under one head", () => {
  const other = { ...restricted, account: "10", accountName: "Other" };
  const numbers = [
    portfolioNumber({ name: "Deals", ...restricted, score: 85, behaviour: 46 }),
    portfolioNumber({ name: "Elsewhere", ...other, score: 85, behaviour: 20 }),
    portfolioNumber({ name: "Orders", ...restricted, score: 85, behaviour: 3 }),
    portfolioNumber({ name: "Calm" }),
  ];

  const groups = groupPortfolio(sortPortfolio(numbers));

  expect(groups.map((group) => [group.head, ...names(group.numbers)])).toEqual([
    ["Roast & Co", "Deals", "Orders"],
    [undefined, "Elsewhere"],
    [undefined, "Calm"],
  ]);
});
