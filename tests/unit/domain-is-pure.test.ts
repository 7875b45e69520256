import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** What lint cannot see: the domain asks no clock, rolls no dice, reads no environment, calls nobody. */
const impure = {
  clock: /\bnew Date\(\s*\)|\bDate\(\s*\)|\bDate\.now\b|\bperformance\.|\bprocess\.hrtime\b/,
  timers: /\bset(Timeout|Interval|Immediate)\b|\bqueueMicrotask\b/,
  dice: /\bMath\.random\b|\brandom(UUID|Bytes|Int)\b|\bgetRandomValues\b/,
  environment: /\bprocess\.|\bglobalThis\b|\bimport\.meta\b|\bresolvedOptions\(\)\.timeZone\b/,
  network: /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b/,
};

const folder = "lib/domain";
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
  /\.tsx?$/.test(file),
);

test("there is a domain to look at", () => {
  expect(files.length).toBeGreaterThan(5);
});

test.each(files)("%s is pure", (file) => {
  expect(impuritiesIn(readFileSync(path.join(folder, file), "utf8"))).toEqual([]);
});

test.each([
  ["clock", "const now = new Date();"],
  ["clock", "const now = Date.now();"],
  ["timers", "setTimeout(work, 10);"],
  ["dice", "const die = Math.random() * 6;"],
  ["dice", "const id = crypto.randomUUID();"],
  ["environment", "const zone = process.env.TZ;"],
  ["network", 'const page = await fetch("https://example.com");'],
])("a planted %s is found: %s", (kind, text) => {
  expect(impuritiesIn(text)).toContain(kind);
});

test("a given moment is no clock", () => {
  expect(impuritiesIn("const later = new Date(at.getTime() + 1);")).toEqual([]);
});

function impuritiesIn(text: string): string[] {
  return Object.entries(impure)
    .filter(([, pattern]) => pattern.test(text))
    .map(([kind]) => kind);
}
