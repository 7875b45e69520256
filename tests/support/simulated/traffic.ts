import { days, hours, localDay } from "@/lib/domain/time";
import { firstStart } from "@/tests/support/scene/stage";
import { ist, type Story } from "./story";

export interface OwnRow {
  number: string;
  account?: string;
  kind: string;
  at: string;
  count?: number;
  category?: string;
  campaign?: string;
  list?: string;
  code?: number;
  message?: string;
  recipient?: string;
}

interface Whose {
  number: string;
  account?: string;
}

/** Orders and their answers, once a day. */
export function quietDay(whose: Whose, at: Date, many = 40): OwnRow[] {
  const row = { ...whose, at: at.toISOString(), category: "utility" };
  return [
    { ...row, kind: "sent", count: many },
    { ...row, kind: "delivered", count: many },
    { ...row, kind: "read", count: Math.round(many * 0.8) },
  ];
}

export interface Told {
  campaign: string;
  list?: string;
  delivered: number;
  optedOut?: number;
  unreachable?: number;
}

/** A campaign as an export has it: counts, and what came of them. */
export function campaignOf(whose: Whose, at: Date, told: Told): OwnRow[] {
  const { campaign, list, delivered, optedOut = 0, unreachable = 0 } = told;
  const labels = { ...whose, category: "marketing", campaign, ...(list !== undefined && { list }) };
  const row = { ...labels, at: at.toISOString() };
  const rows = [
    { ...row, kind: "sent", count: delivered },
    { ...row, kind: "delivered", count: delivered },
    { ...row, kind: "read", at: later(at, hours(1)), count: Math.round(delivered * 0.6) },
    { ...row, kind: "opted_out", at: later(at, hours(1)), count: optedOut },
    { ...row, kind: "failed", code: 131026, count: unreachable },
  ];
  return rows.filter(({ count }) => count > 0);
}

function later(at: Date, ms: number): string {
  return new Date(at.getTime() + ms).toISOString();
}

/** Every day from the first to the last moment, a day apart. */
export function daily(from: Date, until: Date): Date[] {
  const all: Date[] = [];
  for (let at = from.getTime(); at < until.getTime(); at += days(1)) all.push(new Date(at));
  return all;
}

const bearer = { authorization: `Bearer ${firstStart.SETUP_API_KEY}` };

/** What a person's system asks of the interface, with the key of the workspace. */
export async function ask<T>(
  { product }: Pick<Story, "product">,
  method: "GET" | "POST" | "PATCH",
  address: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`${product.url}/api/v1/${address}`, {
    method,
    headers: { ...bearer, "content-type": "application/json" },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

export async function send(story: Story, rows: readonly OwnRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) {
    const part = rows.slice(from, from + 1000);
    const { skipped } = await ask<{ skipped: object[] }>(story, "POST", "events", part);
    if (skipped.length > 0) throw new Error(`refused: ${JSON.stringify(skipped.slice(0, 3))}`);
  }
  await story.settle();
}

/** Past weeks, as a file in time order. */
export async function importHistory(story: Story, rows: readonly OwnRow[]): Promise<void> {
  const inOrder = rows.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at));
  const file = inOrder.map((row) => JSON.stringify(row)).join("\n");
  const { skipped } = await ask<{ skipped: number }>(
    story,
    "POST",
    "imports?file=history.ndjson",
    file,
  );
  if (skipped > 0) throw new Error(`${skipped} lines of the history were refused`);
  await story.settle();
}

/** Five weeks after the story's restriction. Never more than two days apart: silence would be news. */
export const quietMonth =
  "02-07 02-09 02-11 02-13 02-14 02-16 02-18 02-20 02-21 02-23 02-25 02-27 02-28 03-02 03-04 03-06 03-07 03-09 03-11 03-13".split(
    " ",
  );

/** On these days at noon, and on Mondays at nine: what was sent since the last of them, a part for each day. */
export async function playQuiet(
  story: Story,
  until: readonly string[],
  dayOf: (at: Date) => OwnRow[],
): Promise<void> {
  for (const day of until) {
    const from = story.now();
    const isMonday = new Date(`2034-${day}T12:00:00Z`).getUTCDay() === 1;
    await story.ahead(ist(`2034-${day} ${isMonday ? "09:00" : "12:00"}`));
    const morning = ist(`${localDay(from.getTime(), "Asia/Kolkata")} 10:30`);
    const mornings = daily(morning, story.now());
    await send(
      story,
      mornings.filter((at) => at > from).flatMap((at) => dayOf(at)),
    );
  }
}
