import {
  findRoute,
  findSource,
  findWorkspaceRules,
  type SourceRow,
  sourceRoute,
} from "@/db/queries/sources";
import type { Pseudonymise } from "@/lib/domain/scrubbed";
import { makePseudonymiser } from "@/lib/providers/keys";
import type { Credentials } from "@/lib/providers/provider";
import type { Core } from "./core";
import { isAddressId } from "./new-address-id";

/** How a workspace wants its events counted. */
export interface WorkspaceRules {
  workspaceId: string;
  zone: string;
  rawRetentionDays: number;
  optOutGraceHours: number;
  hash: Pseudonymise;
}

export interface OpenSource {
  row: SourceRow;
  credentials: Credentials;
  rules: WorkspaceRules;
}

/** Sources and workspace rules, decrypted, remembered for at most two seconds: rotate and disable hold within that time. */
export interface SourceBook {
  find(sourceId: string, now: number): Promise<OpenSource | undefined>;
  rules(workspaceId: string, now: number): Promise<WorkspaceRules>;
}

const keepMs = 2_000;

export function makeSourceBook(core: Pick<Core, "db" | "vault">): SourceBook {
  const sources = makeShortMemory<OpenSource | undefined>();
  const rules = makeShortMemory<WorkspaceRules>();
  const hashes = new Map<string, Pseudonymise>();

  const readRules = async (workspaceId: string): Promise<WorkspaceRules> => {
    const row = await findWorkspaceRules(core.db, workspaceId);
    if (!row) throw new Error("workspace is gone");
    const { wrappedKey, ...rest } = row;
    let hash = hashes.get(workspaceId);
    if (!hash) hashes.set(workspaceId, (hash = makePseudonymiser(core.vault.open(wrappedKey))));
    return { ...rest, workspaceId, hash };
  };
  const book: SourceBook = {
    rules: (workspaceId, now) => rules(workspaceId, now, () => readRules(workspaceId)),
    find: async (sourceId, now) => {
      // Addresses that nobody ever got cost no lookup and no memory.
      if (!isAddressId(sourceId)) return undefined;
      return sources(sourceId, now, async () => {
        const workspaceId = await findRoute(core.db, sourceRoute(sourceId));
        const row = workspaceId && (await findSource(core.db, workspaceId, sourceId));
        if (!row) return undefined;
        const credentials = JSON.parse(core.vault.open(row.credentials).toString()) as Credentials;
        return { row, credentials, rules: await book.rules(row.workspaceId, now) };
      });
    },
  };
  return book;
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
