import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Line, lines } from "./cast";
import { day, minuteMs } from "./clock";
import type { Stage } from "./stage";

/** History as exports have it: counts per ten minutes, loaded by the command that users run. */
export async function importHistory({ dataDir, url }: Stage, now: Date): Promise<void> {
  const rows = [
    ...steady("care", now, { category: "utility", perDay: 900, since: 34 }),
    ...steady("orders", now, { category: "utility", perDay: 400, since: 34, until: 1 }),
    ...steady("alerts", now, { category: "utility", perDay: 300, since: 34, until: 4 }),
    ...fridays("kite", now, "Weekend picks", 3900, 0.005),
    ...fridays("offers", now, "Friday glow", 2300, 0.003),
    ...fridays("deals", now, "Brew Club", 1200, 0.006),
    ...fridays("leads", now, "Sun letter", 1500, 0.004),
    ...fridays("notices", now, "Rate update", 2600, 0.004),
    ...campaign("offers", day(now, 3, "10:00"), {
      campaign: "Winter glow",
      delivered: 9400,
      read: 0.66,
      optedOut: 61,
    }),
    ...campaign("leads", day(now, 2, "11:00"), {
      campaign: "Expo follow-up",
      list: "expo-2024.csv",
      delivered: 2790,
      read: 0.58,
      optedOut: 24,
      unreachable: 391,
    }),
    ...campaign("notices", day(now, 3, "15:00"), {
      campaign: "Rate update",
      delivered: 3100,
      read: 0.59,
      optedOut: 31,
    }),
    ...campaign("launch", day(now, 1, "12:00"), {
      campaign: "First trips",
      delivered: 62,
      read: 0.5,
    }),
    ...[40, 20, 8].map((back) => fact("kite", "quality", day(now, back, "08:00"), "green")),
    fact("kite", "quality", day(now, 1, "22:10"), "yellow"),
  ];
  const file = path.join(tmpdir(), `banguard-scene-${randomUUID()}.ndjson`);
  await writeFile(file, rows.map((row) => JSON.stringify(row)).join("\n"));
  await run(["lib/launch/start.mjs", "import", file], {
    DATA_DIR: dataDir,
    PORT: new URL(url).port,
  });
  await rm(file);
}

function run(args: string[], env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0 && /, 0 refused\./.test(output)) resolve();
      else reject(new Error(`The import ended with ${code}:\n${output}`));
    });
  });
}

export type Row = Record<string, string | number>;
export function count(line: Line, kind: string, at: Date, many: number, more: Row): Row[] {
  if (many <= 0) return [];
  return [{ number: lines[line].number, kind, at: at.toISOString(), count: many, ...more }];
}

function fact(line: Line, kind: string, at: Date, value: string): Row {
  return { number: lines[line].number, kind, at: at.toISOString(), value };
}

/** Orders and answers over the day, six times a day. */
function steady(
  line: Line,
  now: Date,
  {
    category,
    perDay,
    since,
    until = 0,
  }: { category: string; perDay: number; since: number; until?: number },
): Row[] {
  const hours = ["08:10", "10:30", "12:40", "15:20", "18:00", "20:45"];
  return Array.from({ length: since - until + 1 }, (_, index) => since - index).flatMap((back) =>
    hours.flatMap((hour, slot) => {
      const at = day(now, back, hour);
      const many = share(perDay * wave(back + slot), slot, hours.length);
      if (at.getTime() > now.getTime() - 10 * minuteMs) return [];
      return [
        ...count(line, "sent", at, many, { category }),
        ...count(line, "delivered", at, many, { category }),
        ...count(line, "read", at, Math.round(many * 0.82), { category }),
        ...count(line, "replied", at, Math.round(many * 0.05), {}),
      ];
    }),
  );
}

/** Whole messages of a day's total that fall into one of its slots. */
function share(total: number, slot: number, slots: number): number {
  return Math.floor((total * (slot + 1)) / slots) - Math.floor((total * slot) / slots);
}

/** Days differ a little, and always in the same way. */
function wave(step: number): number {
  return 1 + 0.12 * Math.sin(step * 1.7);
}

function fridays(
  line: Line,
  now: Date,
  campaignName: string,
  delivered: number,
  optOuts: number,
): Row[] {
  return [31, 24, 17, 10].flatMap((back, index) => {
    const many = Math.round(delivered * wave(back));
    return campaign(line, day(now, back, "10:00"), {
      campaign: `${campaignName} ${index + 1}`,
      delivered: many,
      read: 0.61,
      optedOut: Math.round(many * optOuts),
      unreachable: Math.round(many * 0.018),
    });
  });
}

interface Campaign {
  campaign: string;
  list?: string;
  delivered: number;
  /** Share of the delivered. */
  read: number;
  optedOut?: number;
  unreachable?: number;
}

function campaign(line: Line, from: Date, told: Campaign): Row[] {
  const slots = 9;
  const labels = {
    category: "marketing",
    campaign: told.campaign,
    ...(told.list !== undefined && { list: told.list }),
  };
  return Array.from({ length: slots }, (_, slot) => slot).flatMap((slot) => {
    const at = new Date(from.getTime() + slot * 10 * minuteMs);
    const delivered = share(told.delivered, slot, slots);
    return [
      ...count(line, "sent", at, delivered, labels),
      ...count(line, "delivered", at, delivered, labels),
      ...count(line, "read", at, Math.round(delivered * told.read), labels),
      ...count(line, "opted_out", at, share(told.optedOut ?? 0, slot, slots), labels),
      ...count(line, "failed", at, share(told.unreachable ?? 0, slot, slots), {
        ...labels,
        code: 131026,
      }),
    ];
  });
}
