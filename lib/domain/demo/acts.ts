import type { Instant } from "@/lib/domain/event";
import type { RuleName } from "@/lib/domain/alert/rule";
import type { DemoClient, Line } from "./cast";
import type { OwnRow } from "./own-rows";

/** What happens in the ninety days beside the history: deliveries, looks of the worker, what the two people did. */
export type Act =
  /** A delivery of WhatsApp to the client's source; `forged`: signed with a secret that is not the source's. */
  | { do: "deliver"; at: Instant; client: DemoClient; body: object; forged?: true }
  /** Signed events of a client's own system. */
  | { do: "report"; at: Instant; client: DemoClient; rows: OwnRow[] }
  /** WhatsApp is asked for names, ratings and health. */
  | { do: "ask"; at: Instant; clients: readonly DemoClient[] }
  /** First contacts and frequency are counted. */
  | { do: "count"; at: Instant }
  /** Whatever is due by now is done: of these numbers, or of all. */
  | { do: "look"; at: Instant; lines?: readonly Line[] }
  | { do: "acknowledge"; at: Instant; rule: RuleName; client: DemoClient; by: "lead" | "jonas" }
  | { do: "mute"; at: Instant; line: Line; until: Instant };

/** Of acts at the same moment, what brings news comes before what looks at it. */
const order = ["deliver", "report", "ask", "count", "look", "acknowledge", "mute"];

export function inOrder(acts: readonly Act[]): Act[] {
  return acts.toSorted(
    (left, right) => left.at - right.at || order.indexOf(left.do) - order.indexOf(right.do),
  );
}
