import type { Instant } from "@/lib/domain/event";
import { hours, minutes } from "@/lib/domain/time";
import { connections, type DemoClient, type Line, lines, personOf } from "./cast";
import { makeDice } from "./dice";
import { statusesBody } from "./meta-body";
import type { OwnRow } from "./own-rows";

/** What happens all day: one message every 3 seconds over all numbers. */
export const calmEveryMs = 3000;

/** One delivery, to the source of one client. */
export interface CalmDelivery {
  client: DemoClient;
  body: object;
  forged?: true;
}

/** Orders and answers; Nomad's new number stays too new to judge, and Verde cannot be seen. */
const busy: readonly Line[] = [
  "care",
  "care",
  "care",
  "care",
  "orders",
  "orders",
  "glow",
  "kite",
  "deals",
  "trips",
  "notices",
  "leads",
  "pico",
  "service",
  "alerts",
];

/** The message of this moment; the same moment gives the same message. */
export function calmDelivery(at: Instant): CalmDelivery {
  const turn = Math.floor(at / calmEveryMs);
  const line = busy[Math.floor(makeDice(turn).roll() * busy.length)] ?? "care";
  return deliveryOf(line, at, String(turn));
}

/** The hour before the demo starts: every number that can be heard of, a few times. */
export function lastHour(start: Instant): { at: Instant; delivery: CalmDelivery }[] {
  const count = 60;
  return Array.from({ length: count }, (_, index) => {
    const at = start - hours(1) + index * minutes(1) + 1000;
    const line = busy[index % busy.length] ?? "care";
    return { at, delivery: deliveryOf(line, at, `hour-${index}`) };
  });
}

function deliveryOf(line: Line, at: Instant, name: string): CalmDelivery {
  const { client, number } = lines[line];
  const message = `wamid.day-${line}-${name}`;
  const to = personOf(client, 7000 + (Math.floor(at / calmEveryMs) % 300));
  const base = { message, to, at, category: "utility" } as const;
  if (connections[client].way === "own") {
    const row = { number, message, recipient: to, at: new Date(at).toISOString() };
    return { client, body: ownRows(line, { ...row, category: "utility" }) };
  }
  const body = statusesBody(line, [
    { ...base, status: "sent" },
    { ...base, status: "delivered" },
  ]);
  return { client, body, ...(line === "alerts" && { forged: true as const }) };
}

/** Helio's payment method still fails. */
function ownRows(line: Line, row: OwnRow): OwnRow[] {
  if (line === "service") return [{ ...row, kind: "failed", code: 131042 }];
  return [
    { ...row, kind: "sent" },
    { ...row, kind: "delivered" },
  ];
}
