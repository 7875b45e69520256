import { expect, test } from "vitest";
import { calmDayOf, type ForecastDay, forecastOf, isForWhatsApp } from "@/lib/domain/forecast";
import { forecastWords } from "@/lib/domain/forecast-words";
import { noCounts } from "@/lib/domain/counts";
import { scoreNumber } from "@/lib/domain/score/score";
import { emptyWindow, type NumberWindow } from "@/lib/domain/score/window";
import { addDays } from "@/lib/domain/time";

const zone = "Asia/Kolkata";
/** Monday 23 November 2026, 09:40 in India. */
const monday = Date.parse("2026-11-23T04:10:00Z");

/** Yesterday 98 of 4,310 asked to stop; nothing is known of other days. */
function badSunday(): NumberWindow {
  const marketing = { ...noCounts, sent: 4310, delivered: 4310, optedOut: 98 };
  return {
    ...emptyWindow(monday, zone),
    days: [
      {
        day: "2026-11-22",
        all: marketing,
        marketing,
        unknownDelivered: 0,
        business: { sent: 4310, delivered: 4310 },
      },
    ],
    firstDay: "2026-11-22",
  };
}

test("the days ahead are what the same scoring says when nothing is added", () => {
  const days = forecastOf(badSunday());

  // Opt-outs alone, 40 points, fade by age 0…6 = 1, 1, 1, 1, 6/7, 4/7, 2/7 (ux.md 2.5: 34, 23, 11); gone on the eighth day.
  expect(scoreNumber(badSunday()).behaviour).toBe(40);
  expect(days.slice(0, 7).map(({ score }) => score)).toEqual([40, 40, 34, 23, 11, 0, 0]);
  expect(days[0]?.day).toBe("2026-11-24");
});

test("a rating that is asked for again and again holds the score", () => {
  const rated: NumberWindow = {
    ...badSunday(),
    facts: [
      {
        node: "number",
        at: monday - 3_600_000,
        kind: "quality",
        value: "yellow",
        until: null,
        detail: null,
        inherited: false,
        template: null,
        use: null,
      },
    ],
    sources: [
      {
        provider: "meta",
        readsAnswers: true,
        noticesOnly: false,
        tokenState: "ok",
        lastEventAt: monday,
        lastNoticeAt: null,
        polledAt: monday,
        subscribedAt: monday,
      },
    ],
  };

  const days = forecastOf(rated);

  expect(new Set(days.map(({ score }) => score))).toEqual(new Set([40]));
  expect(days.at(-1)?.heldBy).toBe("rating_yellow");
});

const day = (ahead: number, score: number, heldBy: string | null = null): ForecastDay => ({
  day: addDays("2026-11-23", ahead),
  score,
  heldBy,
});
const steady = (score: number, from: number, heldBy: string | null = null) =>
  Array.from({ length: 14 - from + 1 }, (_, index) => day(from + index, score, heldBy));

test.each([
  [
    "steps and what holds the last one",
    64,
    [day(1, 64), day(2, 64), day(3, 56), ...steady(40, 4, "rating_yellow")],
    "If nothing else goes wrong: 64 until Wednesday, 56 on Thursday, about 40 on Friday (WhatsApp's yellow keeps it there).",
  ],
  [
    "a score that nothing lowers",
    70,
    steady(70, 1, "rating_red"),
    "If nothing else goes wrong: still about 70 in 14 days (WhatsApp's red keeps it there).",
  ],
  [
    "when it is calm, where the steps do not reach so far",
    90,
    [day(1, 80), day(2, 70), day(3, 60), day(4, 52), ...steady(30, 5)],
    "If nothing else goes wrong: 90 today, 80 on tomorrow, 70 on Wednesday, about 60 on Thursday. Under 45 from Saturday on.",
  ],
  [
    "small steps as one",
    30,
    [day(1, 30), day(2, 28), day(3, 27), ...steady(10, 4)],
    "If nothing else goes wrong: 30 until Thursday, about 10 on Friday.",
  ],
])("says %s", (_name, score, days, words) => {
  expect(forecastWords(score, days, zone, monday)).toBe(words.replace("on tomorrow", "tomorrow"));
});

test("says nothing of what WhatsApp alone decides", () => {
  expect(isForWhatsApp({ sending: "disable_scheduled", restriction: null })).toBe(true);
  expect(isForWhatsApp({ sending: "restricted", restriction: { until: null } })).toBe(true);
  expect(isForWhatsApp({ sending: "restricted", restriction: { until: monday } })).toBe(false);
  expect(isForWhatsApp({ sending: "ok", restriction: null })).toBe(false);
});

test("is calm on the first day under 45", () => {
  expect(calmDayOf([day(1, 50), day(2, 45), day(3, 44)])).toBe("2026-11-26");
  expect(calmDayOf([day(1, 50)])).toBeNull();
});
