import type { Sql } from "postgres";
import {
  linkNumber,
  linkSource,
  markMerge,
  registerAccount,
  registerLabel,
  registerNumber,
  registerTemplate,
} from "@/db/queries/registry";
import { dimensions, type LabelDimension } from "@/lib/domain/counts";
import type { NumberRef } from "@/lib/domain/event";
import { newId } from "./new-id";

/** What a process remembers of names it has already looked up. Losing it costs a lookup; a minute bounds what a merge can leave stale. */
export interface Registry {
  /** The number's id, or undefined when the workspace has reached its limit of numbers. */
  number(
    workspaceId: string,
    ref: NumberRef,
    now: number,
    test?: boolean,
  ): Promise<string | undefined>;
  /** The account's id, or undefined when the workspace has reached its limit of accounts. */
  account(
    workspaceId: string,
    wabaId: string,
    now: number,
    portfolio?: string,
  ): Promise<string | undefined>;
  template(
    workspaceId: string,
    accountId: string,
    name: string,
    language: string,
    now: number,
  ): Promise<string>;
  label(workspaceId: string, dimension: LabelDimension, text: string, now: number): Promise<number>;
  link(
    workspaceId: string,
    numberId: string,
    to: { accountId?: string | undefined; sourceId?: string | undefined },
    now: number,
  ): Promise<void>;
}

const keepMs = 60_000;
const mostEntries = 50_000;

export function makeRegistry(sql: Sql): Registry {
  const remember = makeMemory();
  const inTurn = makeTurns();
  return {
    number: (workspaceId, ref, now, test = false) =>
      remember(`n ${workspaceId} ${ref.e164 ?? ""} ${ref.phoneNumberId ?? ""}`, now, () =>
        inTurn(workspaceId, () => findNumber(sql, workspaceId, ref, now, test)),
      ),
    account: (workspaceId, wabaId, now, portfolio) =>
      remember(`a ${workspaceId} ${wabaId} ${portfolio ?? ""}`, now, () =>
        inTurn(workspaceId, () =>
          registerAccount(sql, workspaceId, wabaId, {
            id: newId(new Date(now)),
            now: new Date(now),
            portfolio,
          }),
        ),
      ),
    template: (workspaceId, accountId, name, language, now) =>
      remember(`t ${workspaceId} ${accountId} ${language} ${name}`, now, () =>
        inTurn(workspaceId, () =>
          registerTemplate(
            sql,
            workspaceId,
            accountId,
            { name, language },
            { id: newId(new Date(now)), now: new Date(now) },
          ),
        ),
      ),
    label: (workspaceId, dimension, text, now) =>
      remember(`l ${workspaceId} ${dimension} ${text}`, now, () =>
        inTurn(workspaceId, () =>
          registerLabel(sql, workspaceId, dimensions[dimension], text, new Date(now)),
        ),
      ),
    link: (workspaceId, numberId, to, now) =>
      remember(
        `k ${workspaceId} ${numberId} ${to.accountId ?? ""} ${to.sourceId ?? ""}`,
        now,
        async () => {
          if (to.accountId) await linkNumber(sql, workspaceId, numberId, to.accountId);
          if (to.sourceId) await linkSource(sql, workspaceId, numberId, to.sourceId, new Date(now));
        },
      ),
  };
}

async function findNumber(
  sql: Sql,
  workspaceId: string,
  ref: NumberRef,
  now: number,
  test: boolean,
): Promise<string | undefined> {
  const found = await registerNumber(sql, workspaceId, ref, {
    id: newId(new Date(now)),
    test,
    now: new Date(now),
  });
  if (found.kind === "known") return found.id;
  if (found.kind === "full") return undefined;
  await markMerge(sql, workspaceId, found, new Date(now));
  return found.older;
}

/** One registration of a workspace at a time: names that are new without end must not take every connection from the others. */
function makeTurns() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(workspaceId: string, act: () => Promise<T>): Promise<T> => {
    const turn = (last.get(workspaceId) ?? Promise.resolve()).then(act);
    const over = turn.catch(() => undefined);
    last.set(workspaceId, over);
    void over.then(() => {
      if (last.get(workspaceId) === over) last.delete(workspaceId);
    });
    return turn;
  };
}

/** Answers from memory for a minute; equal questions in flight share one lookup; a failed lookup is forgotten. */
function makeMemory() {
  const known = new Map<string, { until: number; value: Promise<unknown> }>();
  return <T>(key: string, now: number, find: () => Promise<T>): Promise<T> => {
    const hit = known.get(key);
    if (hit && hit.until > now) return hit.value as Promise<T>;
    if (known.size >= mostEntries) known.clear();
    const value = find();
    known.set(key, { until: now + keepMs, value });
    value.catch(() => known.delete(key));
    return value;
  };
}
