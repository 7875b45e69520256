import { days, hours, minutes } from "@/lib/domain/time";
import type { Act } from "./acts";
import { inOrder } from "./acts";
import { type Calendar, dayAt, historyDays, historyEnd } from "./calendar";
import { connections, type DemoClient, demoClients, type Line } from "./cast";
import { counted } from "./own-rows";
import { helioActs } from "./plot-helio";
import { kiteActs } from "./plot-kite";
import { lumenActs } from "./plot-lumen";
import { nomadActs } from "./plot-nomad";
import { roastActs } from "./plot-roast";
import { verdeActs } from "./plot-verde";

/** Everything that happens beside the history, oldest first. */
export function plotOf(calendar: Calendar): Act[] {
  const end = historyEnd(calendar);
  const acts = [
    ...firstDay(calendar),
    ...roastActs(calendar),
    ...lumenActs(calendar),
    ...verdeActs(calendar),
    ...nomadActs(calendar),
    ...kiteActs(calendar),
    ...helioActs(calendar),
    ...rounds(calendar),
  ];
  return inOrder(acts.filter(({ at }) => at <= end));
}

const asked = demoClients.filter((client) => connections[client].way === "cloud");

/** Every client is heard of once, so that it is known through what. */
function firstDay(calendar: Calendar): Act[] {
  const at = dayAt(calendar, historyDays - 1, "07:30");
  const hello = (client: DemoClient, ...who: Line[]): Act => ({
    do: "report",
    at,
    client,
    rows: who.flatMap((line) => counted(line, "delivered", at, 1, { category: "utility" })),
  });
  return [
    { do: "ask", at, clients: asked },
    hello("helio", "leads", "service"),
    hello("pico", "pico"),
  ];
}

/** The worker's rounds: once a day while all is quiet, every few hours of the last week. */
function rounds(calendar: Calendar): Act[] {
  const acts: Act[] = [];
  for (let back = historyDays - 1; back > 7; back -= 1) {
    const at = dayAt(calendar, back, "21:30");
    if (back % 3 === 0) acts.push({ do: "ask", at: at - minutes(5), clients: asked });
    acts.push({ do: "look", at });
  }
  const end = historyEnd(calendar);
  const from = dayAt(calendar, 7, "00:30");
  for (let at = from; at < end; at += roundMs) {
    if (((at - from) / roundMs) % 4 === 0)
      acts.push({ do: "ask", at: at - minutes(2), clients: asked });
    acts.push({ do: "look", at });
  }
  // Mails of the morning, on Mondays.
  for (let back = historyDays - 1; back >= 0; back -= 1)
    acts.push({ do: "look", at: dayAt(calendar, back, "09:01"), lines: [] });
  const counts = [3, 2].map((back): Act => ({ do: "count", at: dayAt(calendar, back, "22:00") }));
  // The last round sees all that history told.
  return [
    ...acts,
    ...counts,
    { do: "ask", at: end, clients: asked },
    { do: "count", at: end },
    { do: "look", at: end },
  ];
}

const roundMs = hours(3);

/** How far the ninety days have been played, 0 to 1. */
export function playedShare({ start }: Calendar, at: number): number {
  const from = start - days(historyDays);
  return Math.max(0, Math.min(1, (at - from) / (start - from)));
}
