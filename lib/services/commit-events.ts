import { type FactRow, insertFacts } from "@/db/queries/insert-facts";
import type { SkippedPart } from "@/lib/domain/event";
import {
  isScrubbedFact,
  type ScrubbedCountedEvent,
  type ScrubbedEvent,
  type ScrubbedFact,
} from "@/lib/domain/scrubbed";
import type { PeopleRow } from "./commit-batch";
import type { Core } from "./core";
import type { Registry } from "./registry";
import type { WorkspaceRules } from "./source-book";
import type { TieBook } from "./tie-book";

/** One scrubbed event and where it stood in its delivery. */
export interface Placed {
  index: number;
  event: ScrubbedEvent;
}

export interface Receipt {
  accepted: number;
  duplicates: number;
  skipped: SkippedPart[];
}

/** Takes rows of one workspace and resolves, when they are committed, to whether each was new or refused by the database. */
export interface Committer {
  commit(rules: WorkspaceRules, rows: readonly PeopleRow[]): Promise<RowVerdict[]>;
}

export type RowVerdict = "new" | "known" | "refused";

export interface IngestContext extends Core {
  registry: Registry;
  committer: Committer;
  /** Learns which names of a person belong together; not there where nothing is worth learning. */
  ties?: Pick<TieBook, "note"> | undefined;
  /** Tells workers and pages, after a commit, which workspace changed. Losing it costs a polling interval. */
  announce(workspaceId: string): void;
}

export interface CommitOptions {
  sourceId?: string | undefined;
  /** Number that rows without one belong to a test source. */
  test?: boolean;
  /** Takes events older than the raw retention (an import's): they become rollups without raw rows. Live ones are skipped. */
  keepOld?: (row: PeopleRow, index: number) => void;
  /** The import's number; facts remember it. */
  origin?: number | undefined;
  now: number;
}

const dayMs = 86_400_000;

/** Resolves once everything is committed. The same events twice change nothing. */
export async function commitScrubbed(
  context: IngestContext,
  rules: WorkspaceRules,
  placed: readonly Placed[],
  options: CommitOptions,
): Promise<Receipt> {
  const receipt: Receipt = { accepted: 0, duplicates: 0, skipped: [] };
  const rows: { index: number; row: PeopleRow }[] = [];
  const facts: FactRow[] = [];
  for (const { index, event } of placed) {
    const read = await readRow(context, rules, event, options);
    switch (read.kind) {
      case "skip":
        receipt.skipped.push({ index, field: read.field, reason: read.reason });
        break;
      case "fact":
        facts.push(read.row);
        break;
      case "old":
        options.keepOld?.(read.row, index);
        break;
      case "event":
        rows.push({ index, row: read.row });
    }
  }
  await commitRows(context, rules, rows, receipt);
  await commitFacts(context, rules, facts, options.now, receipt);
  return receipt;
}

async function commitFacts(
  context: IngestContext,
  rules: WorkspaceRules,
  facts: readonly FactRow[],
  now: number,
  receipt: Receipt,
): Promise<void> {
  if (facts.length === 0) return;
  const fresh = await insertFacts(context.sql, rules.workspaceId, facts, now);
  for (const isNew of fresh) receipt[isNew ? "accepted" : "duplicates"] += 1;
  if (fresh.includes(true)) context.announce(rules.workspaceId);
}

async function commitRows(
  context: IngestContext,
  rules: WorkspaceRules,
  rows: readonly { index: number; row: PeopleRow }[],
  receipt: Receipt,
): Promise<void> {
  if (rows.length === 0) return;
  const verdicts = await context.committer.commit(
    rules,
    rows.map(({ row }) => row),
  );
  for (const [at, { index }] of rows.entries()) {
    if (verdicts[at] === "new") receipt.accepted += 1;
    else if (verdicts[at] === "known") receipt.duplicates += 1;
    else receipt.skipped.push({ index, field: "event", reason: "refused_by_database" });
  }
}

type Read<K extends string, Row> =
  | { kind: K; row: Row }
  | { kind: "skip"; field: string; reason: string };

function readRow(
  context: IngestContext,
  rules: WorkspaceRules,
  event: ScrubbedEvent,
  options: CommitOptions,
) {
  return isScrubbedFact(event)
    ? factRow(context, rules, event, options)
    : eventRow(context, rules, event, options);
}

async function eventRow(
  context: IngestContext,
  rules: WorkspaceRules,
  event: ScrubbedCountedEvent,
  options: CommitOptions,
): Promise<Read<"event" | "old", PeopleRow>> {
  const isOld = event.at < options.now - rules.rawRetentionDays * dayMs;
  if (isOld && !options.keepOld) {
    return { kind: "skip", field: "at", reason: "too_old_for_live" };
  }
  const numberId = await context.registry.number(
    rules.workspaceId,
    event.number,
    options.now,
    options.test,
  );
  if (numberId === undefined) return { kind: "skip", field: "number", reason: "too_many_numbers" };
  await link(context, rules, numberId, event.account, options);
  const { person, alias } = event;
  if (person !== undefined && alias !== undefined) {
    context.ties?.note(rules.workspaceId, { person, alias }, options.now);
  }
  const { number: _number, account: _account, template, campaign, list, ...rest } = event;
  const label = (dimension: "template" | "campaign" | "list", text: string | undefined) =>
    text === undefined
      ? undefined
      : context.registry.label(rules.workspaceId, dimension, text, options.now);
  return {
    kind: isOld ? "old" : "event",
    row: {
      ...rest,
      numberId,
      client: rules.clientOf(event.number),
      template: await label("template", template),
      campaign: await label("campaign", campaign),
      list: await label("list", list),
    },
  };
}

async function link(
  context: IngestContext,
  rules: WorkspaceRules,
  numberId: string,
  account: string | undefined,
  options: CommitOptions,
): Promise<string | undefined> {
  // A test event names no account of anybody's.
  const accountId =
    account === undefined || options.test
      ? undefined
      : await context.registry.account(rules.workspaceId, account, options.now);
  await context.registry.link(
    rules.workspaceId,
    numberId,
    { accountId, sourceId: options.sourceId },
    options.now,
  );
  return accountId;
}

async function factRow(
  context: IngestContext,
  rules: WorkspaceRules,
  fact: ScrubbedFact,
  options: CommitOptions,
): Promise<Read<"fact", FactRow>> {
  const { registry } = context;
  const { at, key: dedupe, kind, value, until, detail } = fact;
  const { origin } = options;
  const row = { at, dedupe, once: fact.keyOf === "id", kind, value, until, detail, origin };
  const accountId =
    fact.account === undefined
      ? undefined
      : await registry.account(rules.workspaceId, fact.account, options.now, fact.portfolio);
  if (fact.template && accountId !== undefined) {
    const { name, language = "" } = fact.template;
    const nodeId = await registry.template(
      rules.workspaceId,
      accountId,
      name,
      language,
      options.now,
    );
    return { kind: "fact", row: { ...row, nodeKind: "template", nodeId, accountId } };
  }
  if (fact.number) {
    const nodeId = await registry.number(rules.workspaceId, fact.number, options.now, options.test);
    if (nodeId === undefined) return { kind: "skip", field: "number", reason: "too_many_numbers" };
    await registry.link(
      rules.workspaceId,
      nodeId,
      { accountId, sourceId: options.sourceId },
      options.now,
    );
    // A template whose account nobody has named yet: the fact hangs on the number and keeps the name.
    const named = fact.template && { detail: { ...detail, text: fact.template.name } };
    return { kind: "fact", row: { ...row, ...named, nodeKind: "number", nodeId, accountId } };
  }
  if (accountId === undefined) {
    const reason =
      fact.account === undefined ? "names no account and no number" : "too_many_accounts";
    return { kind: "skip", field: "account", reason };
  }
  return { kind: "fact", row: { ...row, nodeKind: "account", nodeId: accountId, accountId } };
}
