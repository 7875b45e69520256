import type { BenchRow } from "@/lib/cli/bench";
import { appSecret, openStage, type Stage } from "@/tests/faults/stage";

const rounds = 3;

interface Shape {
  requests: number;
  statuses: number;
  connections: number;
}

const single: Shape = { requests: 12_000, statuses: 1, connections: 32 };
const many: Shape = { requests: 800, statuses: 100, connections: 16 };

interface Result {
  perSecond: number;
  p50: number;
  p99: number;
}

interface Contender {
  name: string;
  port: number;
  path: string;
  workspaceId: string;
}

/** Deliveries per second of the doors, each shape beside its controls, in turns so that a slow minute hits all. */
export async function run(say: (line: string) => void): Promise<BenchRow[]> {
  const stage = await openStage({
    settings: {},
    programs: {
      load: "tests/bench/programs/load.ts",
      control: "tests/bench/programs/hmac-json.ts",
      single: "tests/bench/programs/single.ts",
    },
  });
  try {
    const ours = await contender(stage, "ours", "web");
    const hmac = await contender(stage, "HMAC and JSON only", "control");
    const alone = await contender(stage, "one transaction per request", "single");
    const one = await compare(stage, single, [ours, hmac, alone], say);
    const hundred = await compare(stage, many, [ours, hmac], say);
    const stored = rounds * (single.requests + many.requests * many.statuses);
    await expectStored(stage, ours, stored);
    await expectStored(stage, alone, rounds * single.requests);
    return rowsOf(one, hundred);
  } finally {
    await stage.close();
  }
}

async function contender(stage: Stage, name: string, program: string): Promise<Contender> {
  const { workspaceId, path } = await stage.makeSource();
  const more = { APP_SECRET: appSecret, INGEST_RATE: "10000000" };
  const { port } = await stage.startWeb(more, program);
  return { name, port: Number(port), path, workspaceId };
}

/** Contenders take turns; the median of the rounds counts. */
async function compare(
  stage: Stage,
  shape: Shape,
  contenders: readonly Contender[],
  say: (line: string) => void,
): Promise<Map<string, Result>> {
  const results = new Map<string, Result[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, port, path } of contenders) {
      const orders = {
        port,
        path,
        secret: appSecret,
        numbers: 100,
        name: `${round}-${shape.statuses}`,
      };
      const [line = ""] = await stage.run("load", { ...orders, ...shape });
      const result = JSON.parse(line) as Result;
      say(`${shape.statuses} per POST, ${name}: ${JSON.stringify(result)}`);
      results.set(name, [...(results.get(name) ?? []), result]);
    }
  }
  return new Map([...results].map(([name, all]) => [name, median(all)]));
}

function median(results: readonly Result[]): Result {
  const sorted = results.toSorted((left, right) => left.perSecond - right.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error("nothing was measured");
  return middle;
}

function rowsOf(one: Map<string, Result>, hundred: Map<string, Result>): BenchRow[] {
  const ours = get(one, "ours");
  const oursHundred = get(hundred, "ours");
  const bare = get(one, "HMAC and JSON only");
  const alone = get(one, "one transaction per request");
  const bareHundred = get(hundred, "HMAC and JSON only");
  return [
    row("one status per POST, 32 connections", ours.perSecond, "POST/s", {
      control: "HMAC and JSON only",
      controlValue: bare.perSecond,
      bar: "≥ 0.35 × control",
      goal: "0.45 × control",
      pass: (ratio) => ratio >= 0.35,
    }),
    row("the same", ours.perSecond, "POST/s", {
      control: "one transaction per request",
      controlValue: alone.perSecond,
      bar: "≥ 1.5 × control",
      goal: "2 × control",
      pass: (ratio) => ratio >= 1.5,
    }),
    row("the same, p99 of the answer", ours.p99, "ms", {
      control: "one transaction per request",
      controlValue: alone.p99,
      bar: "≤ control",
      goal: "≤ 15 ms",
      pass: (ratio) => ratio <= 1,
    }),
    row("100 statuses per POST, 16 connections", oursHundred.perSecond * 100, "events/s", {
      control: "HMAC and JSON only",
      controlValue: bareHundred.perSecond * 100,
      bar: "≥ 0.09 × control",
      goal: "0.12 × control",
      pass: (ratio) => ratio >= 0.09,
    }),
  ];
}

interface Judgement {
  control: string;
  controlValue: number;
  bar: string;
  goal: string;
  pass: (ratio: number) => boolean;
}

function row(measure: string, value: number, unit: string, judgement: Judgement): BenchRow {
  const ratio = value / judgement.controlValue;
  return { measure, value, unit, ...judgement, ratio, pass: judgement.pass(ratio) };
}

function get(results: Map<string, Result>, name: string): Result {
  const result = results.get(name);
  if (!result) throw new Error(`${name} was not measured`);
  return result;
}

async function expectStored(stage: Stage, { name, workspaceId }: Contender, events: number) {
  const [row] = await stage.sql<{ n: number }[]>`
    select count(*)::int as n from events where workspace_id = ${workspaceId}`;
  if (row?.n !== events) throw new Error(`${name} stored ${row?.n} of ${events} events`);
}
