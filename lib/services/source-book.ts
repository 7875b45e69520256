import {
  findRoute,
  findSource,
  findWorkspaceRules,
  type SourceRow,
  sourceRoute,
} from "@/db/queries/sources";
import { listClientAliases } from "@/db/queries/clients";
import type { NumberRef } from "@/lib/domain/event";
import type { Pseudonymise } from "@/lib/domain/scrubbed";
import { makePseudonymiser } from "@/lib/providers/keys";
import type { Credentials } from "@/lib/providers/provider";
import type { Core } from "./core";
import { readCredentials } from "./credentials";
import { isAddressId } from "./new-address-id";
import { placeOf } from "./vault";

/** How a workspace wants its events counted. */
export interface WorkspaceRules {
  workspaceId: string;
  zone: string;
  rawRetentionDays: number;
  optOutGraceHours: number;
  /** For what belongs to no client's number. */
  hash: Pseudonymise;
  /** Whose number this is; undefined: no client's, or a number nobody has heard of. */
  clientOf(number: NumberRef | undefined): string | undefined;
  /** The keyed hashes for the people of this number: one key per client. Messages share the workspace's. */
  hashOf(number: NumberRef | undefined): Pseudonymise;
}

export interface OpenSource {
  row: SourceRow;
  credentials: Credentials;
  rules: WorkspaceRules;
}

/** Sources and workspace rules, decrypted, remembered for at most two seconds: rotate, disable and another client hold within that time. */
export interface SourceBook {
  find(sourceId: string, now: number): Promise<OpenSource | undefined>;
  rules(workspaceId: string, now: number): Promise<WorkspaceRules>;
}

const keepMs = 2_000;

export function makeSourceBook(core: Pick<Core, "db" | "vault">): SourceBook {
  const sources = makeShortMemory<Omit<OpenSource, "rules"> | undefined>();
  const rules = makeShortMemory<WorkspaceRules>();
  const hashes = makeHashes(core.vault);

  const readRules = async (workspaceId: string): Promise<WorkspaceRules> => {
    const [row, aliases] = await Promise.all([
      findWorkspaceRules(core.db, workspaceId),
      listClientAliases(core.db, workspaceId),
    ]);
    if (!row) throw new Error("workspace is gone");
    const { wrappedKey, ...rest } = row;
    const clients = new Map(aliases.map(({ value, clientId }) => [value, clientId]));
    const clientOf = (number: NumberRef | undefined) =>
      clients.get(number?.e164 ?? "") ?? clients.get(number?.phoneNumberId ?? "");
    const hashFor = (client = "") => hashes(workspaceId, wrappedKey, client);
    const hashOf = (number: NumberRef | undefined) => hashFor(clientOf(number));
    return { ...rest, workspaceId, hash: hashFor(), clientOf, hashOf };
  };
  const book: SourceBook = {
    rules: (workspaceId, now) => rules(workspaceId, now, () => readRules(workspaceId)),
    find: async (sourceId, now) => {
      // Addresses that nobody ever got cost no lookup and no memory.
      if (!isAddressId(sourceId)) return undefined;
      const source = await sources(sourceId, now, async () => {
        const workspaceId = await findRoute(core.db, sourceRoute(sourceId));
        const row = workspaceId && (await findSource(core.db, workspaceId, sourceId));
        if (!row) return undefined;
        const credentials = openCredentials(core, row, now);
        return { row, credentials };
      });
      return source && { ...source, rules: await book.rules(source.row.workspaceId, now) };
    },
  };
  return book;
}

const mostHashes = 20_000;

/** Derived once per client and kept: keys do not change. */
function makeHashes({ open }: Core["vault"]) {
  const known = new Map<string, Pseudonymise>();
  return (workspaceId: string, wrappedKey: Uint8Array, client: string): Pseudonymise => {
    const name = `${workspaceId} ${client}`;
    const hit = known.get(name);
    if (hit) return hit;
    if (known.size >= mostHashes) known.clear();
    const made = makePseudonymiser(open(wrappedKey, placeOf("workspace", workspaceId)), client);
    known.set(name, made);
    return made;
  };
}

/** With the replaced secrets that are still good. */
function openCredentials(core: Pick<Core, "vault">, row: SourceRow, now: number): Credentials {
  const stored = readCredentials(core, row);
  const previous = (stored.previous ?? []).filter(({ until }) => until > now);
  return { ...stored, secrets: [...stored.secrets, ...previous.map(({ secret }) => secret)] };
}

function makeShortMemory<T>() {
  const known = new Map<string, { until: number; value: Promise<T> }>();
  return (key: string, now: number, find: () => Promise<T>): Promise<T> => {
    const hit = known.get(key);
    if (hit && hit.until > now) return hit.value;
    if (known.size > 10_000) known.clear();
    const value = find();
    known.set(key, { until: now + keepMs, value });
    value.catch(() => known.delete(key));
    return value;
  };
}
