import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** One measurement beside its control of the same run. `ratio` is value / controlValue. */
export interface BenchRow {
  measure: string;
  value: number;
  unit: string;
  control: string | null;
  controlValue: number | null;
  ratio: number | null;
  /** What it must reach, as text, and where we want it. */
  bar: string;
  goal: string;
  pass: boolean;
}

/** What a file of tests/bench exports as `run`. `say` tells of progress and goes to stderr. */
export type Bench = (say: (line: string) => void) => Promise<BenchRow[]>;

// From .build/cli up to the checkout.
const root = fileURLToPath(new URL("../..", import.meta.url));
const names = readdirSync(path.join(root, "tests/bench"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3));

/** `npm run bench [-- NAME…] [--json]`: the benchmarks of tests/bench, all or those named. */
async function main(args: readonly string[]): Promise<number> {
  const wanted = args.filter((arg) => arg !== "--json");
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    process.stdout.write(`There is no benchmark ${unknown}: one of ${names.join(", ")}.\n`);
    return 1;
  }
  process.chdir(root);
  const rows: BenchRow[] = [];
  for (const name of wanted.length > 0 ? wanted : names) {
    const { run } = await load(name);
    rows.push(...(await run((line) => process.stderr.write(`${name}: ${line}\n`))));
  }
  process.stdout.write(args.includes("--json") ? `${JSON.stringify({ rows })}\n` : table(rows));
  return rows.every(({ pass }) => pass) ? 0 : 1;
}

async function load(name: string): Promise<{ run: Bench }> {
  const outfile = path.join(root, `.build/bench/${name}.mjs`);
  await build({
    entryPoints: [path.join(root, `tests/bench/${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href) as Promise<{ run: Bench }>;
}

function table(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.measure,
    `${short(row.value)} ${row.unit}`,
    row.control === null ? "–" : `${row.control}: ${short(row.controlValue)} ${row.unit}`,
    row.ratio === null ? "–" : row.ratio.toFixed(2),
    row.bar,
    row.goal,
    row.pass ? "yes" : "NO",
  ]);
  const head = ["Measure", "Value", "Control", "Ratio", "Bar", "Goal", "Reached"];
  const lines = [head, head.map(() => "---"), ...cells].map((line) => `| ${line.join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}

function short(value: number | null): string {
  if (value === null) return "–";
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(1);
}

// So that what benchmarks start is ended on the way out.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
process.exitCode = await main(process.argv.slice(2));
