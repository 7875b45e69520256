import type { HarmCount } from "./arithmetic";
import type { Sight } from "./coverage";
import type { History } from "./history";
import type { ScoreLine, Words } from "./line";
import type { Sanctions } from "./sanctions";

/** What every factor is judged from. */
export interface Scene {
  history: History;
  sanctions: Sanctions;
  sight: Sight;
}

export interface Judged {
  line: ScoreLine;
  /** Rate factors: sample of the last 28 days against the minimum. */
  progress?: { have: number; need: number };
}

export type Factor = (scene: Scene) => Judged;

/** One clock's answer: points before rounding, and what they came from. */
export interface ClockReading {
  /** A local date, "7d" or "28d". */
  window: string;
  count: HarmCount;
  points: number;
  fade: number;
}

export function words(key: string, params: Words["params"] = {}): Words {
  return { key, params };
}

type Basis = Pick<ScoreLine, "family" | "factor" | "cap"> & Partial<ScoreLine>;

/** A line with 0 points and nothing known; the factor fills in what it knows. */
export function line(basis: Basis): ScoreLine {
  return {
    points: 0,
    state: "ok",
    evidence: "observed",
    value: null,
    harm: null,
    sample: null,
    minimum: null,
    window: null,
    threshold: null,
    full: null,
    interval90: null,
    why: words(`${basis.factor}.none`),
    advice: null,
    ...basis,
  };
}

export function share({ harm, sample }: HarmCount): number | null {
  return sample > 0 ? harm / sample : null;
}
