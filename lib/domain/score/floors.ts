import type { Instant } from "@/lib/domain/event";
import { days, localDay } from "@/lib/domain/time";
import { wholePoints } from "./arithmetic";
import { codeFloors } from "./code-floors";
import type { Floor } from "./floor";
import type { History } from "./history";
import { words } from "./judged";
import type { FloorName, RatingNow, RestrictionKind } from "./line";
import { lockOf } from "./lock";
import type { RestrictionSpan, Sanctions } from "./sanctions";
import { plainWord, templateFacts } from "./templates";

export interface FloorScene {
  history: History;
  sanctions: Sanctions;
  rating: RatingNow;
}

/** All floors that hold now, highest first. */
export function floorsOf(scene: FloorScene): Floor[] {
  const { history, sanctions } = scene;
  const floors = [
    ...disableFloor(history, sanctions),
    ...restrictionFloors(sanctions),
    ...lockFloor(scene),
    ...ratingFloor(scene),
    ...codeFloors(history),
    ...violationFloor(history, sanctions),
    ...templateFloor(history),
  ].toSorted((left, right) => right.atLeast - left.atLeast || right.since - left.since);
  return floors.filter(
    (floor, index) => floors.findIndex(({ name }) => name === floor.name) === index,
  );
}

function disableFloor({ now, today, window }: History, { disable }: Sanctions): Floor[] {
  if (!disable) return [];
  const base = {
    evidence: "reported" as const,
    since: disable.at,
    changesAt: null,
    advice: words("appeal"),
  };
  const inherited = Number(disable.inherited);
  if (disable.kind === "disabled") {
    return [
      {
        ...base,
        name: "disabled",
        atLeast: 100,
        why: words("floor:disabled", { at: disable.at, inherited }),
      },
    ];
  }
  const day =
    disable.detail?.day ?? (disable.until === null ? null : localDay(disable.until, window.zone));
  const key =
    day !== null && day < today ? "floor:disable_scheduled.passed" : "floor:disable_scheduled";
  return [
    {
      ...base,
      name: "disable_scheduled",
      atLeast: 95,
      why: words(key, { day, at: disable.at, inherited, daysLeft: daysLeft(day, now) }),
    },
  ];
}

/** WhatsApp gives a day without hour or zone: days are counted, never hours. */
function daysLeft(day: string | null, now: Instant): number | null {
  return day === null
    ? null
    : Math.max(0, Math.ceil((Date.parse(`${day}T00:00:00Z`) - now) / days(1)));
}

const restrictionFloorsByKind: Record<
  RestrictionKind,
  { name: FloorName; atLeast: number } | null
> = {
  all: { name: "restricted_all", atLeast: 90 },
  starting: { name: "restricted_starting", atLeast: 85 },
  unknown: { name: "restricted_unknown", atLeast: 70 },
  utility: { name: "restricted_utility", atLeast: 60 },
  adding: { name: "restricted_adding", atLeast: 50 },
  calling: { name: "restricted_calling", atLeast: 30 },
  locked: null,
};

function restrictionFloors({ restrictions }: Sanctions): Floor[] {
  const floors = new Map<FloorName, Floor>();
  for (const span of restrictions) {
    const known = restrictionFloorsByKind[span.kind];
    if (!span.active || !known) continue;
    floors.set(known.name, {
      ...known,
      evidence: "reported",
      since: span.fact.at,
      changesAt: span.until,
      why: words(`floor:${known.name}`, {
        until: span.until,
        at: span.fact.at,
        type: unknownType(span),
        inherited: Number(span.fact.inherited),
      }),
      advice:
        span.kind === "adding" || span.kind === "calling"
          ? words(`wait_${span.kind}`, { end: span.until })
          : words("wait_restriction", { end: span.until }),
    });
  }
  return [...floors.values()];
}

/** Known kinds have words of ours; WhatsApp's word is shown only where we have none. */
function unknownType({ kind, type }: RestrictionSpan): string | null {
  return kind === "unknown" ? type : null;
}

function lockFloor({ history, sanctions }: FloorScene): Floor[] {
  const since = lockOf(history, sanctions);
  if (since === null) return [];
  return [
    {
      name: "locked",
      atLeast: 85,
      evidence: "inferred",
      since,
      changesAt: null,
      why: words("floor:locked", { at: since }),
      advice: words("check_lock"),
    },
  ];
}

function ratingFloor({ rating }: FloorScene): Floor[] {
  if (rating.freshness === "stale" || rating.freshness === "never") return [];
  if (rating.value !== "red" && rating.value !== "yellow") return [];
  const since = rating.since ?? 0;
  return [
    {
      name: rating.value === "red" ? "rating_red" : "rating_yellow",
      atLeast: rating.value === "red" ? 70 : 40,
      evidence: "reported",
      since,
      changesAt: null,
      why: words(`floor:rating_${rating.value}`, {
        at: since,
        seenAt: rating.seenAt,
        entered: Number(rating.entered),
      }),
      advice: words("narrow_audience"),
    },
  ];
}

const warning = { atLeast: 60, flatDays: 7, lastAtLeast: 25, lastDay: 30 };

/** 60 for 7 days, then in a straight line to 25 on day 30: a flat month would hold an alert open that nobody can close. */
function violationFloor({ now }: History, { violations }: Sanctions): Floor[] {
  const last = violations.at(-1);
  if (!last) return [];
  const day = Math.floor((now - last.at) / days(1));
  if (day > warning.lastDay) return [];
  const sunk =
    ((warning.atLeast - warning.lastAtLeast) * Math.max(0, day - warning.flatDays)) /
    (warning.lastDay - warning.flatDays);
  return [
    {
      name: "violation",
      atLeast: wholePoints(warning.atLeast - sunk),
      evidence: "reported",
      since: last.at,
      changesAt: last.at + days(Math.max(day, warning.flatDays) + 1),
      why: words("floor:violation", {
        at: last.at,
        type: last.value,
        days: day,
        inherited: Number(last.inherited),
      }),
      advice: words("read_warning"),
    },
  ];
}

function templateFloor(history: History): Floor[] {
  const disabled = templateFacts(history, "template_status").findLast(
    ({ use, value, at }) =>
      use === "own" && plainWord(value) === "disabled" && history.now - at < days(7),
  );
  if (!disabled) return [];
  return [
    {
      name: "template_disabled",
      atLeast: 55,
      evidence: "reported",
      since: disabled.at,
      changesAt: disabled.at + days(7),
      why: words("floor:template_disabled", { template: disabled.template, at: disabled.at }),
      advice: words("template_disabled", { template: disabled.template }),
    },
  ];
}
