import { days, hours, minutes } from "@/lib/domain/time";

/** Rows of the public event format. */
export type OwnRow = Record<string, unknown> & { number?: string; kind: string; at: number };

/** Numbers between 0 and 1 that are the same in every run. */
export function makeDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(items: readonly T[], dice: () => number): T[] {
  return items
    .map((item) => [dice(), item] as const)
    .sort(([left], [right]) => left - right)
    .map(([, item]) => item);
}

/** Cut into deliveries of different sizes. */
export function dealt<T>(items: readonly T[], dice: () => number, most = 40): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < items.length;) {
    const size = 1 + Math.floor(dice() * most);
    parts.push(items.slice(from, from + size));
    from += size;
  }
  return parts;
}

export const mixedNumbers = ["+15550100001", "+15550100002", "109998887776665"];
export const mixedAccount = "104455667788990";

const categories = ["marketing", "marketing", "marketing", "utility", "authentication", undefined];
const codes = [131026, 131049, 131050, 131047, 131048, 130497, undefined];

/**
 * A history of three numbers: messages whose parts know different things about them, reads without a delivery, answers,
 * people who say no and yes again, blocks, rows that stand for many, and WhatsApp's own facts. Ends at `end`.
 */
export function mixedEvents(seed: number, end: number, messages = 160): OwnRow[] {
  const dice = makeDice(seed);
  const rows: OwnRow[] = [];
  for (let index = 0; index < messages; index += 1) rows.push(...oneMessage(index, dice, end));
  for (let index = 0; index < messages / 4; index += 1) rows.push(...onePerson(index, dice, end));
  for (let day = 1; day <= 9; day += 1) rows.push(...oneDay(day, dice, end));
  return [...rows, ...platformFacts(end)].filter(({ at }) => at <= end);
}

function pick<T>(items: readonly T[], dice: () => number): T {
  return items[Math.floor(dice() * items.length)] as T;
}

function recipient(index: number): string {
  return `+9199900${String(10_000 + index)}`;
}

function oneMessage(index: number, dice: () => number, end: number): OwnRow[] {
  const number = pick(mixedNumbers, dice);
  const message = `wamid.mixed-${index}`;
  const sentAt = Math.floor(end - dice() * days(9));
  const category = pick(categories, dice);
  const labels = {
    ...(category !== undefined && { category }),
    ...(dice() < 0.7 && { template: pick(["festive_2", "order_update"], dice) }),
    ...(dice() < 0.7 && { campaign: pick(["Festive-2", "Diwali"], dice) }),
    ...(dice() < 0.5 && { list: pick(["form", "import-3"], dice) }),
  };
  const person = recipient(index % 60);
  const base = { number, message };
  const rows: OwnRow[] = [{ ...base, ...labels, kind: "sent", at: sentAt, recipient: person }];
  if (dice() < 0.15) {
    const code = pick(codes, dice);
    return [
      ...rows,
      { ...base, kind: "failed", at: sentAt + 2000, ...(code !== undefined && { code }) },
    ];
  }
  const deliveredAt = sentAt + Math.floor(dice() * hours(3));
  if (dice() < 0.8) rows.push({ ...base, kind: "delivered", at: deliveredAt, recipient: person });
  if (dice() < 0.6) rows.push({ ...base, kind: "read", at: deliveredAt + readAfter(dice) });
  if (dice() < 0.1) rows.push({ ...base, kind: "replied", at: deliveredAt + minutes(9) });
  return rows;
}

/** Most within a day, some later: those are reads, but none within 24 hours. */
function readAfter(dice: () => number): number {
  return Math.floor(dice() < 0.8 ? dice() * hours(20) : hours(25) + dice() * hours(20));
}

function onePerson(index: number, dice: () => number, end: number): OwnRow[] {
  const number = pick(mixedNumbers, dice);
  const person = recipient(index);
  const at = Math.floor(end - dice() * days(8.5));
  const category = "marketing";
  const no = { number, kind: "opted_out", recipient: person, category };
  if (index % 4 === 0) return [{ number, kind: "blocked", at, category, recipient: person }];
  if (index % 4 === 1) return [{ number, kind: "reported", at, category, campaign: "Diwali" }];
  return [
    { ...no, at },
    { ...no, at: at + minutes(5) },
    ...(index % 8 === 3
      ? [{ ...no, kind: "opted_in", at: at + days(3) }]
      : [
          { ...no, at: at + days(2) },
          { ...no, at: at + days(7.5), campaign: "Festive-2" },
        ]),
  ];
}

function oneDay(day: number, dice: () => number, end: number): OwnRow[] {
  const at = end - days(day) + minutes(30);
  const number = pick(mixedNumbers, dice);
  const base = { number, at, category: "marketing", campaign: "Old" };
  return [
    { ...base, kind: "sent", count: 300 + day },
    { ...base, kind: "delivered", count: 250 },
    { ...base, kind: "read", count: 120 },
    { ...base, kind: "failed", code: 131049, count: 11, id: `day-${day}` },
    { ...base, kind: "opted_out", count: 2 },
    { ...base, kind: "blocked", count: 1, category: "utility" },
  ];
}

function platformFacts(end: number): OwnRow[] {
  const [first = "", second = ""] = mixedNumbers;
  const account = mixedAccount;
  return [
    { number: first, account, kind: "quality", at: end - days(5), value: "green" },
    { number: first, account, kind: "quality", at: end - days(1), value: "yellow" },
    { number: second, account, kind: "limit", at: end - days(4), value: "10000" },
    { account, kind: "violation", at: end - days(3), value: "SPAM" },
    {
      number: second,
      kind: "restricted",
      at: end - days(2),
      value: "RESTRICTED_BIZ_INITIATED_MESSAGING",
      until: end - hours(20),
    },
    { number: second, kind: "restriction_lifted", at: end - hours(20) },
    {
      account,
      kind: "template_status",
      template: "festive_2",
      at: end - hours(30),
      value: "paused",
    },
    {
      account,
      kind: "template_quality",
      template: "festive_2",
      at: end - hours(40),
      value: "yellow",
    },
  ];
}
