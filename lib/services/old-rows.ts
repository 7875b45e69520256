import { categoryIds, kindIds } from "@/lib/domain/counts";
import type { Category, CountedKind } from "@/lib/domain/event";
import type { OldRow } from "@/lib/domain/old-days";
import { localDay } from "@/lib/domain/time";

/** Rows older than the raw retention wait here for their days to be whole: a day is written once, from all its rows. */
export interface OldRows {
  add(row: OldRow, line: number): void;
  /** The rows of one number and local day at a time, with the line of the first. */
  days(): Generator<{ line: number; rows: OldRow[] }>;
}

const rowBytes = 80;
const rowsPerChunk = 4096;

const kinds = Object.keys(kindIds) as CountedKind[];
const categories = Object.keys(categoryIds) as (Category | "unknown")[];
const keySources = ["message", "id", "content"] as const;

/** Eighty bytes a row, where an object takes six times as much: a year of history is a million rows. */
export function makeOldRows(zone: string): OldRows {
  const chunks: Buffer[] = [];
  const numbers: string[] = [];
  const places = new Map<string, number>();
  const byDay = new Map<string, number[]>();
  let size = 0;

  const placeOf = (number: string) => {
    const known = places.get(number);
    if (known !== undefined) return known;
    places.set(number, numbers.length);
    return numbers.push(number) - 1;
  };
  const chunkOf = (at: number) => {
    const index = Math.floor(at / rowsPerChunk);
    return (chunks[index] ??= Buffer.alloc(rowBytes * rowsPerChunk));
  };
  return {
    add(row, line) {
      const day = `${row.numberId} ${localDay(row.at, zone)}`;
      const own = byDay.get(day);
      if (own) own.push(size);
      else byDay.set(day, [size]);
      writeRow(chunkOf(size), (size % rowsPerChunk) * rowBytes, row, placeOf(row.numberId), line);
      size += 1;
    },
    *days() {
      for (const own of byDay.values()) {
        const rows = own.map((at) => readRow(chunkOf(at), (at % rowsPerChunk) * rowBytes, numbers));
        const [first = 0] = own;
        yield { line: chunkOf(first).readUInt32LE((first % rowsPerChunk) * rowBytes + 72), rows };
      }
    },
  };
}

/** 0 at · 8 key · 24 person · 40 code · 44 template · 48 campaign · 52 list · 56 count · 60 number · 64 country · 66 flags · 68 kind, category, key source · 72 line */
function writeRow(to: Buffer, at: number, row: OldRow, number: number, line: number): void {
  to.writeDoubleLE(row.at, at);
  to.write(row.key.replaceAll("-", ""), at + 8, "hex");
  if (row.person !== undefined) to.write(row.person.replaceAll("-", ""), at + 24, "hex");
  to.writeInt32LE(row.code ?? 0, at + 40);
  to.writeUInt32LE(row.template ?? 0, at + 44);
  to.writeUInt32LE(row.campaign ?? 0, at + 48);
  to.writeUInt32LE(row.list ?? 0, at + 52);
  to.writeUInt32LE(row.count, at + 56);
  to.writeUInt32LE(number, at + 60);
  to.write(row.country ?? "\0\0", at + 64, 2, "latin1");
  to.writeUInt8(Number(row.person !== undefined) + 2 * Number(row.code !== undefined), at + 66);
  to.writeUInt8(kinds.indexOf(row.kind), at + 68);
  to.writeUInt8(categories.indexOf(row.category ?? "unknown"), at + 69);
  to.writeUInt8(keySources.indexOf(row.keyOf), at + 70);
  to.writeUInt32LE(line, at + 72);
}

function readRow(from: Buffer, at: number, numbers: readonly string[]): OldRow {
  const flags = from.readUInt8(at + 66);
  const category = categories[from.readUInt8(at + 69)];
  const country = from.toString("latin1", at + 64, at + 66);
  const label = (place: number) => from.readUInt32LE(at + place) || undefined;
  return {
    ...identityOf(from, at),
    numberId: numbers[from.readUInt32LE(at + 60)] ?? "",
    at: from.readDoubleLE(at),
    person: (flags & 1) === 0 ? undefined : readId(from, at + 24),
    code: (flags & 2) === 0 ? undefined : from.readInt32LE(at + 40),
    category: category === "unknown" ? undefined : category,
    country: country === "\0\0" ? undefined : country,
    template: label(44),
    campaign: label(48),
    list: label(52),
    count: from.readUInt32LE(at + 56),
  };
}

function identityOf(from: Buffer, at: number): Pick<OldRow, "kind" | "key" | "keyOf"> {
  return {
    kind: kinds[from.readUInt8(at + 68)] ?? "sent",
    key: readId(from, at + 8),
    keyOf: keySources[from.readUInt8(at + 70)] ?? "content",
  };
}

function readId(from: Buffer, at: number): string {
  const hex = from.toString("hex", at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
