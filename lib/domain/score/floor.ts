import type { Instant } from "@/lib/domain/event";
import type { Evidence, FloorName, Words } from "./line";

/** A hard fact: the score is at least so much while it holds. */
export interface Floor {
  name: FloorName;
  atLeast: number;
  evidence: Evidence;
  since: Instant;
  /** When it ends or sinks next; null while nobody knows. */
  changesAt: Instant | null;
  why: Words;
  advice: Words | null;
}
