import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import type { InboundEvent } from "@/lib/domain/event";
import type { Pseudonymise } from "@/lib/domain/scrubbed";

/**
 * The keyed hashes of one client of one workspace (a workspace without clients has one, named ""). People get a key per
 * client, so that one person at two clients cannot be linked; messages share the workspace's.
 * Make it once per source and keep it: deriving costs as much as forty hashes.
 */
export function makePseudonymiser(workspaceKey: Uint8Array, client = ""): Pseudonymise {
  const personKey = derive(workspaceKey, `banguard person ${client}`);
  const messageKey = derive(workspaceKey, "banguard message");
  return {
    person: (text) => keyedUuid(personKey, text),
    message: (text) => keyedUuid(messageKey, text),
  };
}

function derive(workspaceKey: Uint8Array, label: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync("sha256", workspaceKey, "", label, 32)));
}

/** Stock HMAC with a cached key object: 1.4 µs a call here; a hand-made HMAC over crypto.hash would save 0.4 µs. */
function keyedUuid(key: KeyObject, text: string): string {
  const hex = createHmac("sha256", key).update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/**
 * The key of an event without an id. Number and account are left out: keys live within their number or node, which two
 * deliveries may name differently. `position`: its place among equal rows of one file, so that equal rows stay apart.
 */
export function canonicalKey(event: InboundEvent, hash: Pseudonymise, position = 0): string {
  return hash.message(`\0content:${position}:${canonicalContent(event)}`);
}

const unordered = new Set(["number", "account", "portfolio", "id"]);

/** One text per content: names sorted, nothing undefined. Holds readable recipients: hash it, never store it. */
export function canonicalContent(event: InboundEvent): string {
  return JSON.stringify(sorted(event, unordered));
}

function sorted(value: object, without?: ReadonlySet<string>): [string, unknown][] {
  return Object.entries(value)
    .filter(([name, inner]) => inner !== undefined && !without?.has(name))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, inner]) => [name, isPlainObject(inner) ? sorted(inner) : inner]);
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
