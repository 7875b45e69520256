import { listLastUses, listPastAdvice } from "@/db/queries/advice-history";
import { adviceOf } from "@/lib/domain/advice";
import { doneAt } from "@/lib/domain/advice-done";
import type { Instant } from "@/lib/domain/event";
import { calmDayOf, forecastOf, isForWhatsApp } from "@/lib/domain/forecast";
import { forecastWords } from "@/lib/domain/forecast-words";
import { advicesOf } from "@/lib/domain/number-words";
import { bandEdges, type Words } from "@/lib/domain/score/line";
import type { Score } from "@/lib/domain/score/score";
import type { NumberWindow } from "@/lib/domain/score/window";
import { days, hours } from "@/lib/domain/time";
import type { ForecastJson, NumberPageJson } from "@/lib/wire/number";
import type { Core } from "./core";

type WhatNext = NumberPageJson["whatNext"];

/** One number as its page looks at it. */
export interface Outlook {
  workspaceId: string;
  numberId: string;
  zone: string;
  window: NumberWindow;
  score: Score;
}

/** How long an action that is done stays on the page. */
const shownFor = days(7);

/**
 * What is to be done, and what was: an action ticks itself when the figures show it. What was advised in the last week
 * and is done stays, ticked, with its date.
 */
export async function loadWhatNext({ db }: Core, outlook: Outlook, now: Date): Promise<WhatNext> {
  const { workspaceId, numberId, zone, window, score } = outlook;
  const from = new Date(now.getTime() - shownFor);
  const past = await listPastAdvice(db, workspaceId, numberId, zone, from);
  const current = advicesOf(score, zone).map(({ key }) => key);
  const given = wordsOf(score, past, now.getTime());
  const names = [...given.values()].flatMap(({ words }) => namesOf(words));
  const uses = await listLastUses(db, workspaceId, numberId, [...new Set(names)]);
  const lastUse = (name: string) => {
    const use = uses.find((one) => one.name === name);
    return use && use.hour + hours(1);
  };
  const done = (words: Words, since: Instant) => doneAt(words, { window, score, since, lastUse });
  const open = current.flatMap((key) => {
    const one = given.get(key);
    return one ? [toAction(one.words, done(one.words, one.since), zone)] : [];
  });
  const over = [...given]
    .filter(([key]) => !current.includes(key))
    .map(([, { words, since }]) => toAction(words, done(words, since), zone))
    .filter(({ doneAt: at }) => at !== null && Date.parse(at) >= from.getTime());
  return [...open, ...over].toSorted((left, right) => Number(left.done) - Number(right.done));
}

interface Given {
  words: Words;
  since: Instant;
}

/** Each action in its newest words, and since when it has been given. */
function wordsOf(
  score: Score,
  past: readonly { at: Instant; advice: readonly Words[] }[],
  now: Instant,
): Map<string, Given> {
  const given = new Map<string, Given>();
  const add = (words: Words, at: Instant) =>
    given.set(words.key, { words, since: given.get(words.key)?.since ?? at });
  for (const { at, advice } of past) for (const words of advice) add(words, at);
  for (const line of [...score.lines, ...score.facts]) if (line.advice) add(line.advice, now);
  return given;
}

function namesOf({ params }: Words): string[] {
  return [params["list"], params["template"]].filter((name) => typeof name === "string");
}

function toAction(words: Words, at: Instant | null, zone: string): WhatNext[number] {
  const { key, text, doneWhen } = adviceOf(words, zone);
  return {
    key,
    text,
    doneWhen,
    done: at !== null,
    doneAt: at === null ? null : new Date(at).toISOString(),
  };
}

/** Null where there is nothing to foretell: a low score. Without figures where WhatsApp alone decides. */
export function toForecast({ window, score, zone }: Outlook, now: Date): ForecastJson | null {
  const points = score.score ?? score.behaviour;
  if (points < bandEdges.watch) return null;
  if (isForWhatsApp(score))
    return {
      text: "What comes next is for WhatsApp to decide: nobody can foretell it.",
      days: [],
      calmOn: null,
    };
  const ahead = forecastOf(window);
  return {
    text: forecastWords(points, ahead, zone, now.getTime()),
    days: ahead.map(({ day, score: value }) => ({ day, score: value })),
    calmOn: points >= bandEdges.high ? calmDayOf(ahead) : null,
  };
}
