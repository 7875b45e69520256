import type { Db } from "@/db/client";
import { findApiKeyByHash, touchApiKey } from "@/db/queries/api-keys";
import { findLiveSession, touchSession } from "@/db/queries/sessions";
import type { LiveSession } from "@/db/queries/sessions";
import { findRoute } from "@/db/queries/workspaces";
import { hashToken } from "./token";

/** A revoked session or key works at most this much longer. */
const cacheMs = 5_000;
const mostCached = 5_000;

interface Cached<T> {
  at: number;
  value: T;
}
type Cache<T> = Map<string, Cached<T>>;

export interface LiveApiKey {
  workspaceId: string;
  keyId: string;
  name: string;
  hint: string;
  scope: "read" | "write";
}

/** One per process and database: the web process holds this module up to three times, and what a route forgets its pages must forget too. */
interface Caches {
  sessions: WeakMap<Db, Cache<LiveSession>>;
  keys: WeakMap<Db, Cache<LiveApiKey>>;
}
const holderKey = Symbol.for("banguard.callers");
const holder = globalThis as { [holderKey]?: Caches };
const caches = (holder[holderKey] ??= { sessions: new WeakMap(), keys: new WeakMap() });

export async function findSession(
  db: Db,
  sessionId: string,
  now: Date,
): Promise<LiveSession | undefined> {
  const idHash = hashToken(sessionId);
  const cache = cacheOf(caches.sessions, db);
  const session = await remember(cache, idHash, now, async () => {
    const found = await findLiveSession(db, idHash, now);
    if (found) await touchSession(db, idHash, now);
    return found;
  });
  // Asked until it is answered, so the answer must be seen at once.
  if (!session?.pledgedAt) cache.delete(idHash);
  return session && session.expiresAt > now ? session : undefined;
}

/** Drops what this process remembers, so that signing out works at once here. */
export function forgetSession(db: Db, sessionId: string): void {
  forgetSessionHash(db, hashToken(sessionId));
}

/** The same by its hash: after a move to another workspace. */
export function forgetSessionHash(db: Db, idHash: string): void {
  caches.sessions.get(db)?.delete(idHash);
}

/** Every session that this process remembers: after several were ended at once. */
export function forgetSessions(db: Db): void {
  caches.sessions.get(db)?.clear();
}

export async function findApiKey(db: Db, key: string, now: Date): Promise<LiveApiKey | undefined> {
  const hash = hashToken(key);
  return remember(cacheOf(caches.keys, db), hash, now, async () => {
    const route = await findRoute(db, `api_key:${hash}`);
    const row = route && (await findApiKeyByHash(db, route.workspaceId, hash));
    if (!row) return undefined;
    await touchApiKey(db, route.workspaceId, row.id, now);
    const { id: keyId, name, hint, scope } = row;
    return { workspaceId: route.workspaceId, keyId, name, hint, scope };
  });
}

/** Only what exists is remembered: wrong guesses must not fill the memory or hide a key made a second later. */
async function remember<T>(
  cache: Cache<T>,
  key: string,
  now: Date,
  find: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const known = cache.get(key);
  if (known && now.getTime() - known.at < cacheMs) return known.value;
  cache.delete(key);
  const value = await find();
  if (value === undefined) return undefined;
  if (cache.size >= mostCached) cache.clear();
  cache.set(key, { at: now.getTime(), value });
  return value;
}

function cacheOf<T>(kept: WeakMap<Db, Cache<T>>, db: Db): Cache<T> {
  const known = kept.get(db);
  if (known) return known;
  const cache: Cache<T> = new Map();
  kept.set(db, cache);
  return cache;
}
