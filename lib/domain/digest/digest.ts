import type { StopCause } from "@/lib/domain/alert/input";
import type { Instant } from "@/lib/domain/event";
import type { Stage } from "@/lib/domain/portfolio/portfolio-number";
import type { Band, Sending } from "@/lib/domain/score/line";
import type { Day } from "@/lib/domain/time";
import type { DigestPeriod } from "./period";

/** One person's digest: figures and names, no words. Made by lib/services, turned into words by lib/email. */
export interface Digest {
  workspace: string;
  zone: string;
  now: Instant;
  /** Origin without a slash at its end. */
  appUrl: string;
  period: DigestPeriod;
  /** Worst first, as on the first screen. */
  rows: readonly DigestRow[];
  /** Null when nothing was sent in the period. */
  figures: DigestFigures | null;
  sight: DigestSight;
}

export interface DigestRow {
  id: string;
  name: string;
  /** The account's name; the number's own where it has none. */
  account: string;
  stage: Stage;
  band: Band;
  sending: Sending;
  score: number | null;
  /** What it was when the last digest came; null when nobody knows. */
  before: number | null;
  says: Said;
  todo: Todo | null;
}

/** What is to be said of one number, the one thing that matters most. */
export type Said =
  | { of: "disabled" }
  | { of: "disable"; day: Day | null }
  | { of: "restricted"; until: Instant | null; meaning: string }
  | { of: "stopped"; cause: StopCause; since: Instant | null }
  | { of: "opted_out"; share: number; campaign: string | null }
  | { of: "unreachable"; share: number; list: string | null; blocked: Blocked | null }
  | { of: "leaks"; count: number }
  | { of: "recovering"; since: Instant }
  /** Null when no delivery was ever accepted. */
  | { of: "signatures"; since: Instant | null }
  | { of: "silence"; since: Instant | null }
  | { of: "too_new"; have: number; need: number }
  | { of: "reason"; text: string };

export interface Blocked {
  share: number;
  by: "own" | "twilio" | "import";
}

/** The first thing to do about it, short enough for one line. */
export type Todo =
  | { do: "appeal"; filed: boolean }
  | { do: "mend"; cause: StopCause }
  | { do: "rest"; until: Day | null; list: string | null }
  | { do: "stop"; campaign: string | null }
  | { do: "end_night_sync" }
  | { do: "honour" }
  | { do: "drop_list"; list: string }
  | { do: "paste_secret" }
  | { do: "check_address" }
  | { do: "other"; text: string };

export interface DigestFigures {
  delivered: number;
  optedOut: number;
  /** Share of people who asked to stop in the period before; null when nothing was delivered then. */
  shareBefore: number | null;
  alerts: number;
  acknowledged: number;
  /** How long the slowest acknowledgement took; null when none was. */
  slowestMs: number | null;
}

export interface DigestSight {
  blocksOn: number;
  ratingOn: number;
  /** Numbers that fell silent, by the name of their account. */
  silent: readonly { name: string; since: Instant }[];
}

/** What comes first, whoever does it. Nothing about a number that only waits for time. */
const order: readonly Todo["do"][] = [
  "appeal",
  "mend",
  "stop",
  "rest",
  "end_night_sync",
  "honour",
  "paste_secret",
  "drop_list",
];
const mostTasks = 4;

export interface Task {
  todo: Todo;
  row: DigestRow;
}

/** "This week, in this order": the same advice as in the lines, at most four, each once for an account. */
export function tasksOf(rows: readonly DigestRow[]): Task[] {
  const tasks = rows.flatMap((row) => (row.todo ? [{ todo: row.todo, row }] : []));
  const ranked = tasks
    .filter(({ todo }) => order.includes(todo.do))
    .toSorted((left, right) => order.indexOf(left.todo.do) - order.indexOf(right.todo.do));
  const named = new Set<string>();
  return ranked
    .filter(({ todo, row }) => {
      const key = `${todo.do}:${todo.do === "rest" || todo.do === "stop" ? row.name : row.account}`;
      const isNew = !named.has(key);
      named.add(key);
      return isNew;
    })
    .slice(0, mostTasks);
}
