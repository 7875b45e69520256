import { readdirSync, readFileSync } from "node:fs";
import type { InboundEvent, InboundTie, SkippedPart } from "@/lib/domain/event";

const folder = new URL("../../fixtures/meta/", import.meta.url);
const catalogues = new Set(["codes.json", "fields.json"]);

/** The moment all fixtures are read at. */
export const now = 1_792_400_000_000;

export interface Fixture {
  name: string;
  source: string;
  delivery: { entry: { changes?: { field?: string }[] }[] };
  expected: { events: InboundEvent[]; unread: SkippedPart[]; ties?: InboundTie[] };
}

export function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8")) as T;
}

export const fixtures: Fixture[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json") && !catalogues.has(file))
  .map((file) => ({ ...readJson<Omit<Fixture, "name">>(file), name: file.slice(0, -5) }));
