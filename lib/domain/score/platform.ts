import { days, hours } from "@/lib/domain/time";
import { fade, sum, wholePoints } from "./arithmetic";
import { ageOf, type History } from "./history";
import { type Factor, line, words } from "./judged";
import { latestByTemplate, plainWord, templateFacts, within } from "./templates";
import type { Fact } from "./window";

const goneStatuses: ReadonlySet<string> = new Set([
  "deleted",
  "pending_deletion",
  "archived",
  "disabled",
  "rejected",
]);
const qualityPoints: Record<string, number> = { yellow: 5, red: 12 };
const flaggedPoints = 15;

interface BadTemplate {
  template: string;
  points: number;
  word: string;
  since: number;
}

/** Templates now yellow, red or flagged; the worse word counts per template. */
export const templateQuality: Factor = ({ history }) => {
  const basis = line({
    family: "platform",
    factor: "template_quality",
    cap: 25,
    minimum: 1,
    window: "now",
  });
  const bad = badTemplates(history).toSorted(
    (left, right) => right.points - left.points || right.since - left.since,
  );
  const worst = bad[0];
  if (!worst) return { line: { ...basis, harm: 0 } };
  return {
    line: {
      ...basis,
      harm: bad.length,
      points: Math.min(basis.cap ?? 0, sum(bad.map(({ points }) => points))),
      state: "risk",
      why: words("template_quality", {
        harm: bad.length,
        template: worst.template,
        quality: worst.word,
        since: worst.since,
      }),
      advice: words("offer_stop", { template: worst.template }),
    },
  };
};

function badTemplates(history: History): BadTemplate[] {
  const statuses = latestByTemplate(templateFacts(history, "template_status"));
  const qualities = latestByTemplate(templateFacts(history, "template_quality"));
  return [...new Set([...statuses.keys(), ...qualities.keys()])].flatMap((template) =>
    badTemplate(template, statuses.get(template), qualities.get(template)),
  );
}

function badTemplate(
  template: string,
  status: Fact | undefined,
  quality: Fact | undefined,
): BadTemplate[] {
  const state = plainWord(status?.value);
  if (goneStatuses.has(state)) return [];
  const [fact, points] =
    state === "flagged"
      ? [status, flaggedPoints]
      : [quality, qualityPoints[plainWord(quality?.value)] ?? 0];
  return fact && points > 0
    ? [{ template, points, word: plainWord(fact.value), since: fact.at }]
    : [];
}

/** Pauses of the last 7 dates; a disable counts here for numbers not known to have used the template. */
export const templatePaused: Factor = ({ history }) => {
  const basis = line({
    family: "platform",
    factor: "template_paused",
    cap: 20,
    minimum: 1,
    window: "7d",
  });
  const statuses = templateFacts(history, "template_status");
  const hits = [...pausesOf(history, statuses), ...othersDisabled(history)];
  const last = hits.toSorted((left, right) => left.fact.at - right.fact.at).at(-1)?.fact;
  if (!last) return { line: { ...basis, harm: 0 } };
  const full = Math.min(basis.cap ?? 0, sum(hits.map(({ points }) => points)));
  const faded = fade(sum(hits.map(({ fact }) => ageOf(history, fact.at))) / hits.length, 7);
  const disabled = plainWord(last.value) === "disabled";
  return {
    line: {
      ...basis,
      harm: hits.length,
      points: wholePoints(full * faded),
      state: "risk",
      why: words(disabled ? "template_paused.disabled" : "template_paused", {
        harm: hits.length,
        template: last.template,
        at: last.at,
        fade: faded,
      }),
      advice: disabled
        ? words("template_disabled", { template: last.template })
        : words("rest_template", { template: last.template, time: pauseEnd(last) }),
    },
  };
};

interface Hit {
  fact: Fact;
  points: number;
}

function pausesOf(history: History, statuses: readonly Fact[]): Hit[] {
  const pauses = statuses.filter(
    ({ value, detail }) => plainWord(value) === "paused" && !/rate_limit/i.test(detail?.step ?? ""),
  );
  return within(history, pauses, 7).map((fact) => ({
    fact,
    points: isSecondPause(fact, pauses) ? 20 : 10,
  }));
}

function isSecondPause(fact: Fact, pauses: readonly Fact[]): boolean {
  if (fact.detail?.step) return /second|2/i.test(fact.detail.step);
  return pauses.some((other) => other.template === fact.template && other.at < fact.at);
}

/** 3 hours the first time, 6 the second, says WhatsApp. */
function pauseEnd({ at, detail, until }: Fact): number {
  return until ?? at + (/second|2/i.test(detail?.step ?? "") ? 6 : 3) * hours(1);
}

/** A number known to have used the template has a floor instead. */
function othersDisabled(history: History): Hit[] {
  const others = history.window.facts.filter(
    (fact) =>
      fact.node === "template" &&
      fact.kind === "template_status" &&
      fact.use === "others" &&
      fact.at <= history.now,
  );
  const unknown = templateFacts(history, "template_status").filter(({ use }) => use === "unknown");
  return within(history, [...others, ...unknown], 7)
    .filter(({ value }) => plainWord(value) === "disabled")
    .map((fact) => ({ fact, points: 10 }));
}

export const growthRefused: Factor = ({ history }) => {
  const basis = line({
    family: "platform",
    factor: "growth_refused",
    cap: 5,
    minimum: 1,
    window: "7d",
  });
  const refused = within(
    history,
    history.window.facts.filter(({ kind, at }) => kind === "growth_refused" && at <= history.now),
    7,
  );
  const last = refused.at(-1);
  if (!last) return { line: { ...basis, harm: 0 } };
  const faded = fade(sum(refused.map(({ at }) => ageOf(history, at))) / refused.length, 7);
  return {
    line: {
      ...basis,
      harm: refused.length,
      points: wholePoints((basis.cap ?? 0) * faded),
      state: "risk",
      why: words("growth_refused", { at: last.at, fade: faded }),
      advice: words("narrow_audience"),
    },
  };
};

const rememberedDays = 90;

/** The ladder escalates, says WhatsApp, and a reinstatement does not make it forget. */
export const pastRestriction: Factor = ({ history, sanctions }) => {
  const basis = line({
    family: "platform",
    factor: "past_restriction",
    cap: 10,
    minimum: 1,
    window: "90d",
  });
  const ended = sanctions.restrictions
    .filter(({ active }) => !active)
    .toSorted((left, right) => (left.until ?? 0) - (right.until ?? 0));
  const last = ended.at(-1);
  const daysSince = last
    ? Math.floor((history.now - (last.until ?? history.now)) / days(1))
    : rememberedDays;
  if (!last || daysSince >= rememberedDays) return { line: { ...basis, harm: 0 } };
  const points = wholePoints((basis.cap ?? 0) * (1 - daysSince / rememberedDays));
  return {
    line: {
      ...basis,
      harm: ended.length,
      points,
      state: points > 0 ? "risk" : "ok",
      value: daysSince,
      why: words(last.fact.inherited ? "past_restriction.account" : "past_restriction", {
        since: last.fact.at,
        until: last.until,
        days: daysSince,
      }),
      advice: daysSince < 30 ? words("pilot_first") : null,
    },
  };
};
