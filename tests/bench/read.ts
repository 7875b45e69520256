import { setTimeout as sleep } from "node:timers/promises";
import type { BenchRow } from "@/lib/cli/bench";
import { wholeWorkspace } from "@/lib/domain/reach";
import { days, hours } from "@/lib/domain/time";
import { getAlerts } from "@/lib/services/get-alerts";
import { getCampaign } from "@/lib/services/get-campaign";
import { getAllCampaigns, getCampaigns } from "@/lib/services/get-campaigns";
import { getList } from "@/lib/services/get-list";
import { getLists } from "@/lib/services/get-lists";
import { getNumber } from "@/lib/services/get-number";
import { getOutbox } from "@/lib/services/get-outbox";
import { getPortfolio } from "@/lib/services/get-portfolio";
import { getSettings } from "@/lib/services/get-settings";
import { getSources } from "@/lib/services/get-sources";
import { getTimeline } from "@/lib/services/get-timeline";
import { getTrend } from "@/lib/services/get-trend";
import { importEvents } from "@/lib/services/import-events";
import type { FileRow } from "@/lib/services/import-options";
import { makeSourceBook } from "@/lib/services/source-book";
import { openStage, type Stage } from "@/tests/faults/stage";

const numbers = Array.from({ length: 12 }, (_, index) => `+1555010${String(1000 + index)}`);
const historyDays = 90;
const rounds = 60;
const barMs = 50;

/** What each page asks for, with 12 numbers and 90 days of history, beside the shortest question there is. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const stage = await openStage({ settings: {} });
  try {
    const { workspaceId } = await stage.makeSource();
    await fill(stage, workspaceId, say);
    return await measure(stage, await questionsOf(stage, workspaceId), say);
  } finally {
    await stage.close();
  }
}

/** Ninety days through the import, judged hour by hour by the real worker. */
async function fill(stage: Stage, workspaceId: string, say: (line: string) => void): Promise<void> {
  const now = Date.now();
  const rules = await makeSourceBook(stage.core).rules(workspaceId, now);
  const began = performance.now();
  const { accepted } = await importEvents(stage.core, rules, history(now), {
    file: "history.ndjson",
    now,
  });
  const worker = await stage.startWorker();
  await untilQuiet(stage, workspaceId);
  await worker.kill("SIGTERM");
  say(
    `${accepted} rows taken in and judged in ${Math.round((performance.now() - began) / 1000)} s`,
  );
}

async function untilQuiet(stage: Stage, workspaceId: string): Promise<void> {
  const end = Date.now() + 420_000;
  for (;;) {
    const [waiting] = await stage.sql<{ n: number }[]>`
      select count(*)::int as n from due
      where workspace_id = ${workspaceId} and due_at < now() + interval '10 seconds' and kind <> 'retention'`;
    if (waiting?.n === 0) return;
    if (Date.now() > end) throw new Error(`the worker still has ${waiting?.n} things to do`);
    await sleep(500);
  }
}

/** Every day order updates, every third day a campaign of two lists, whose people read, fail and ask to stop. */
async function* history(now: number): AsyncGenerator<FileRow> {
  let line = 0;
  for (const [place, number] of numbers.entries()) {
    for (let age = historyDays - 1; age >= 0; age -= 1) {
      const day = now - days(age) - hours(2);
      for (const row of rowsOfDay(day, (age + place) % 3 === 0 ? age : undefined)) {
        line += 1;
        yield { line, row: { number, ...row } };
      }
    }
  }
}

function rowsOfDay(day: number, campaign: number | undefined): object[] {
  const rows: object[] = [];
  for (let hour = 0; hour < 12; hour += 1) {
    const at = new Date(day - hours(hour)).toISOString();
    for (const kind of ["sent", "delivered", "read"]) {
      rows.push({ kind, at, category: "utility", template: "order_update", count: 40 });
    }
  }
  if (campaign === undefined) return rows;
  for (const list of ["shop.csv", `fair-${campaign % 5}.csv`]) {
    const at = new Date(day - hours(1)).toISOString();
    const of = {
      at,
      category: "marketing",
      campaign: `Offer ${campaign}`,
      template: "offer",
      list,
    };
    rows.push({ kind: "sent", ...of, count: 900 }, { kind: "delivered", ...of, count: 850 });
    rows.push(
      { kind: "read", ...of, count: 500 },
      { kind: "failed", ...of, code: 131026, count: 30 },
    );
    rows.push(
      { kind: "opted_out", ...of, count: 3 },
      { kind: "failed", ...of, code: 131049, count: 20 },
    );
  }
  return rows;
}

type Questions = Record<string, () => Promise<unknown>>;

async function questionsOf({ core }: Stage, workspaceId: string): Promise<Questions> {
  const now = new Date();
  const reach = wholeWorkspace(workspaceId);
  const viewer = { reach, userId: undefined, role: "key" } as const;
  const { numbers: rows, zone } = await getPortfolio(core, reach, now);
  const number = { workspaceId, numberId: rows[0]?.id ?? "", zone };
  const month = { days: 28 } as Parameters<typeof getAllCampaigns>[2];
  const quarter = { days: 90 } as Parameters<typeof getAllCampaigns>[2];
  const campaign = (await getAllCampaigns(core, reach, month, now)).campaigns[0]?.id ?? "";
  const list = (await getLists(core, reach, month, now)).lists[0]?.id ?? "";
  const trend = (from: number, step: "1h" | "1d") => () =>
    getTrend(core, { ...number, from: new Date(now.getTime() - days(from)), to: now, step });
  return {
    "all numbers": () => getPortfolio(core, reach, now),
    "one number": () => getNumber(core, reach, number.numberId, now),
    "trend of 7 days, hourly": trend(7, "1h"),
    "trend of 30 days, hourly": trend(30, "1h"),
    "trend of 90 days, daily": trend(90, "1d"),
    timeline: () => getTimeline(core, number, now),
    "a number's campaigns": () => getCampaigns(core, number, now),
    "campaigns of 28 days": () => getAllCampaigns(core, reach, month, now),
    "campaigns of 90 days": () => getAllCampaigns(core, reach, quarter, now),
    "one campaign": () => getCampaign(core, reach, campaign, now),
    "lists of 90 days": () => getLists(core, reach, quarter, now),
    "one list": () => getList(core, reach, list, month, now),
    alerts: () => getAlerts(core, reach, {}, now),
    outbox: () => getOutbox(core, viewer),
    sources: () => getSources(core, reach, now),
    settings: () => getSettings(core.db, core.env, workspaceId),
  };
}

/** Rounds are interleaved with the control, so that both see the same machine. */
async function measure(
  stage: Stage,
  questions: Questions,
  say: (line: string) => void,
): Promise<BenchRow[]> {
  const control: number[] = [];
  const taken = new Map(Object.keys(questions).map((name) => [name, [] as number[]]));
  for (let round = -5; round < rounds; round += 1) {
    for (const [name, ask] of Object.entries(questions)) {
      const ms = await timed(async () => JSON.stringify(await ask()));
      if (round >= 0) taken.get(name)?.push(ms);
    }
    const ms = await timed(() => stage.sql`select 1`);
    if (round >= 0) control.push(ms);
  }
  say(`${rounds} rounds of ${taken.size} questions`);
  const controlValue = quantile(control, 0.95);
  return [...taken].map(([name, values]) => {
    const value = quantile(values, 0.95);
    return {
      measure: `${name}, p95 (p50 ${quantile(values, 0.5).toFixed(1)})`,
      value,
      unit: "ms",
      control: "select 1",
      controlValue,
      ratio: value / controlValue,
      bar: `≤ ${barMs} ms`,
      goal: `≤ ${barMs / 2} ms`,
      pass: value <= barMs,
    };
  });
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
