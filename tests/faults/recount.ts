import type { Sql } from "postgres";
import { countNames, dimensions, kindIds, type Counts } from "@/lib/domain/counts";
import { countedSignals } from "@/lib/domain/opt-out-count";
import { hours, hourStart, localDay } from "@/lib/domain/time";

/** What rollups say, one entry per cell that is not zero: "hour +15550100001 2026-11-22T03:30:00.000Z sent" → 12. */
export type Cells = Record<string, number>;

const columns: Record<keyof Counts, string> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  read24h: "read_24h",
  failed: "failed",
  replied: "replied",
  blocked: "blocked",
  reported: "reported",
  optedOut: "opted_out",
  optedIn: "opted_in",
};

/** The stored rollups of a workspace, summed over origins, in names that two workspaces share. */
export async function readRollups(sql: Sql, workspaceId: string): Promise<Cells> {
  const names = await readNames(sql, workspaceId);
  const cells: Cells = {};
  for (const row of await sql`select * from number_hours where workspace_id = ${workspaceId}`) {
    addCounts(cells, `hour ${names.number(row["number_id"])} ${row["hour"].toISOString()}`, row);
  }
  for (const row of await sql`
    select *, day::text as local from number_days where workspace_id = ${workspaceId}`) {
    addCounts(cells, `day ${names.number(row["number_id"])} ${row["local"]}`, row);
  }
  for (const row of await sql`select * from breakdown_hours where workspace_id = ${workspaceId}`) {
    const { number_id: number, dimension, label_id: label, hour } = row;
    const at = hour.toISOString();
    addCounts(cells, `${names.label(dimension, label)} ${names.number(number)} ${at}`, row);
  }
  for (const row of await sql`select * from failure_hours where workspace_id = ${workspaceId}`) {
    const { number_id: number, hour, code, count } = row;
    add(cells, `failure ${names.number(number)} ${hour.toISOString()} ${code}`, count);
  }
  return withoutZeros(cells);
}

function addCounts(cells: Cells, name: string, row: Record<string, unknown>): void {
  for (const count of countNames) add(cells, `${name} ${count}`, Number(row[columns[count]]));
}

function add(cells: Cells, name: string, count: number): void {
  cells[name] = (cells[name] ?? 0) + count;
}

function withoutZeros(cells: Cells): Cells {
  return Object.fromEntries(
    Object.entries(cells)
      .filter(([, count]) => count !== 0)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

async function readNames(sql: Sql, workspaceId: string) {
  const numbers = new Map<string, string>();
  const aliases = await sql`
    select number_id, value from number_aliases where workspace_id = ${workspaceId} order by kind desc, value desc`;
  for (const { number_id: id, value } of aliases) numbers.set(id, value);
  const labels = new Map<string, string>();
  for (const row of await sql`select id, dimension, text from labels where workspace_id = ${workspaceId}`)
    labels.set(`${row["dimension"]} ${row["id"]}`, row["text"]);
  return {
    number: (id: string) => numbers.get(id) ?? id,
    label: (dimension: number, id: number) =>
      `${dimension} ${labels.get(`${dimension} ${id}`) ?? id}`,
  };
}

interface EventRow {
  number_id: string;
  at: Date;
  dedupe: string;
  person: string | null;
  message: string | null;
  kind: number;
  code: number | null;
  category: number;
  country: number | null;
  template: number | null;
  campaign: number | null;
  list: number | null;
  count: number;
}

interface Labels {
  category: number;
  country: number | null;
  template: number | null;
  campaign: number | null;
  list: number | null;
}

/** The same cells counted afresh from `events`, in JavaScript: nothing is shared with the statement that wrote the rollups. */
export async function recount(sql: Sql, workspaceId: string, zone: string): Promise<Cells> {
  const names = await readNames(sql, workspaceId);
  const events = await sql<EventRow[]>`select * from events where workspace_id = ${workspaceId}`;
  const cells: Cells = {};
  const place = (number: string, at: number, count: keyof Counts, many: number, of: Labels) => {
    const hour = new Date(hourStart(at, zone)).toISOString();
    const name = names.number(number);
    add(cells, `hour ${name} ${hour} ${count}`, many);
    add(cells, `day ${name} ${localDay(at, zone)} ${count}`, many);
    for (const dimension of Object.keys(dimensions) as (keyof Labels)[]) {
      const label = of[dimension];
      if (label === null) continue;
      add(cells, `${names.label(dimensions[dimension], label)} ${name} ${hour} ${count}`, many);
    }
  };
  for (const group of messagesOf(events)) placeMessage(group, place);
  for (const event of events.filter((one) => !isTied(one))) placeAlone(event, place);
  for (const event of events.filter(({ kind }) => kind === kindIds.failed)) {
    const hour = new Date(hourStart(event.at.getTime(), zone)).toISOString();
    add(cells, `failure ${names.number(event.number_id)} ${hour} ${event.code}`, event.count);
  }
  await placeOptOuts(sql, workspaceId, events, place);
  return withoutZeros(cells);
}

type Place = (number: string, at: number, count: keyof Counts, many: number, of: Labels) => void;

function isTied({ message, kind, count }: EventRow): boolean {
  return message !== null && count === 1 && kind <= kindIds.failed;
}

function messagesOf(events: readonly EventRow[]): EventRow[][] {
  const groups = new Map<string, EventRow[]>();
  for (const event of events.filter(isTied)) {
    const name = `${event.number_id} ${event.message}`;
    groups.set(name, [...(groups.get(name) ?? []), event]);
  }
  return [...groups.values()];
}

/** One message adds one to each kind it reached; what any of its events knows holds for all of them. */
function placeMessage(group: readonly EventRow[], place: Place): void {
  const first = (...kinds: number[]) => {
    const moments = group.filter(({ kind }) => kinds.includes(kind)).map(({ at }) => at.getTime());
    return moments.length > 0 ? Math.min(...moments) : undefined;
  };
  const known = <Name extends keyof Labels>(name: Name) =>
    group.map((event) => event[name]).find((value) => value !== null) ?? null;
  const [event] = group;
  if (!event) return;
  const labels: Labels = {
    category: group.map(({ category }) => category).find((category) => category !== 0) ?? 0,
    country: known("country"),
    template: known("template"),
    campaign: known("campaign"),
    list: known("list"),
  };
  const deliveredAt = first(kindIds.delivered, kindIds.read);
  const readAt = first(kindIds.read);
  const within24h =
    deliveredAt !== undefined && readAt !== undefined && readAt - deliveredAt <= hours(24);
  const moments: [keyof Counts, number | undefined][] = [
    ["sent", first(kindIds.sent)],
    ["delivered", deliveredAt],
    ["read", readAt],
    ["read24h", within24h ? deliveredAt : undefined],
    ["failed", first(kindIds.failed)],
  ];
  for (const [count, at] of moments) {
    if (at !== undefined) place(event.number_id, at, count, 1, labels);
  }
}

const countOfKind = new Map<number, keyof Counts>([
  [kindIds.sent, "sent"],
  [kindIds.delivered, "delivered"],
  [kindIds.read, "read"],
  [kindIds.failed, "failed"],
  [kindIds.replied, "replied"],
  [kindIds.blocked, "blocked"],
  [kindIds.reported, "reported"],
  [kindIds.opted_in, "optedIn"],
]);

function placeAlone(event: EventRow, place: Place): void {
  const { number_id: number, kind, count: many } = event;
  const at = event.at.getTime();
  if (kind === kindIds.opted_out && event.person === null)
    place(number, at, "optedOut", many, event);
  const count = countOfKind.get(kind);
  if (!count) return;
  place(number, at, count, many, event);
  if (kind === kindIds.read) place(number, at, "read24h", many, event);
}

/** One person is one opt-out in 7 days. What it belongs to was looked up when it arrived and stands in `opt_outs`. */
async function placeOptOuts(
  sql: Sql,
  workspaceId: string,
  events: readonly EventRow[],
  place: Place,
): Promise<void> {
  const signals = new Map<string, number[]>();
  for (const { number_id: number, kind, person, at } of events) {
    if (kind !== kindIds.opted_out || person === null) continue;
    const name = `${number} ${person}`;
    signals.set(name, [...(signals.get(name) ?? []), at.getTime()]);
  }
  const labels = new Map<string, Labels>();
  for (const row of await sql`select * from opt_outs where workspace_id = ${workspaceId}`)
    labels.set(`${row["number_id"]} ${row["person"]} ${row["at"].getTime()}`, row as never);
  for (const [name, moments] of signals) {
    for (const at of countedSignals([...new Set(moments)])) {
      const of = labels.get(`${name} ${at}`) ?? { ...nothing, category: -1 };
      place(name.split(" ")[0] ?? "", at, "optedOut", 1, of);
    }
  }
}

const nothing: Labels = { category: 0, country: null, template: null, campaign: null, list: null };

/** Cells in which the rollups say something else than their events do; "cell: said, is". */
export async function listWrongCells(
  sql: Sql,
  workspaceId: string,
  zone: string,
): Promise<string[]> {
  const said = await readRollups(sql, workspaceId);
  const is = await recount(sql, workspaceId, zone);
  const names = new Set([...Object.keys(said), ...Object.keys(is)]);
  if (names.size === 0) throw new Error("there is nothing to compare");
  return [...names]
    .filter((name) => said[name] !== is[name])
    .map((name) => `${name}: ${said[name] ?? 0}, ${is[name] ?? 0}`);
}

/** Events that stand twice: the same number, message and kind under two keys. */
export async function listDoubles(sql: Sql, workspaceId: string): Promise<unknown[]> {
  return sql`
    select number_id, message, kind, count(*)::int as times from events
    where workspace_id = ${workspaceId} and message is not null and kind <= ${kindIds.failed} and count = 1
    group by 1, 2, 3 having count(*) > 1`.values();
}
