import { randomUUID } from "node:crypto";
import { insertFacts, type FactRow } from "@/db/queries/insert-facts";
import {
  listLatestFacts,
  keepAccountName,
  keepNumberName,
  type LatestFact,
} from "@/db/queries/polls";
import type { FactDetail, PlatformKind } from "@/lib/domain/event";
import {
  accountFields,
  type Health,
  numberFields,
  optionalAccountFields,
  optionalNumberFields,
  type PolledAccount,
  type PolledNumber,
  readAccount,
  readNumbers,
  readSubscribed,
} from "@/lib/providers/meta/graph";
import { askGraph, type GraphAnswer } from "./ask-graph";
import type { Core } from "./core";
import { makeRegistry } from "./registry";

export interface AccountPoll {
  workspaceId: string;
  sourceId: string;
  wabaId: string;
  token: string;
}

/** `subscribed` is undefined when the token may not ask that. */
export type PollResult =
  | { kind: "ok"; subscribed: boolean | undefined }
  | Exclude<GraphAnswer, { kind: "ok" }>;

const pageSize = "100";
const mostPages = 20;

/**
 * Asks WhatsApp about one account: its numbers in one call, which says whether the token lives; then the account itself
 * and whether anything is subscribed to it, where an answer is a gift.
 */
export async function pollAccount(core: Core, poll: AccountPoll, now: Date): Promise<PollResult> {
  const numbers = await askNumbers(core, poll);
  if (numbers.kind !== "ok") return numbers;
  const account = await askWithOptional(
    core,
    poll,
    poll.wabaId,
    accountFields,
    optionalAccountFields,
  );
  const apps = await askGraph(core.env.metaGraphUrl, poll.token, `${poll.wabaId}/subscribed_apps`);
  const about = account.kind === "ok" ? readAccount(account.body) : {};
  await store(core, poll, about, numbers.numbers, now);
  if (account.kind === "throttled" || apps.kind === "throttled") return { kind: "throttled" };
  return { kind: "ok", subscribed: apps.kind === "ok" ? readSubscribed(apps.body) : undefined };
}

type NumbersAnswer = { kind: "ok"; numbers: PolledNumber[] } | Exclude<GraphAnswer, { kind: "ok" }>;

async function askNumbers(core: Core, poll: AccountPoll): Promise<NumbersAnswer> {
  const found: PolledNumber[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const more = { limit: pageSize, ...(after !== undefined && { after }) };
    const path = `${poll.wabaId}/phone_numbers`;
    const answer = await askWithOptional(
      core,
      poll,
      path,
      numberFields,
      optionalNumberFields,
      more,
    );
    if (answer.kind !== "ok") return answer;
    const read = readNumbers(answer.body);
    found.push(...read.numbers);
    after = read.after;
    if (after === undefined) break;
  }
  return { kind: "ok", numbers: found };
}

/** Everything at once, and once more without the optional fields when one of them is not known there. */
async function askWithOptional(
  core: Core,
  { token }: AccountPoll,
  path: string,
  fields: string,
  optional: string,
  more: Record<string, string> = {},
): Promise<GraphAnswer> {
  const base = core.env.metaGraphUrl;
  const full = await askGraph(base, token, path, { fields: `${fields},${optional}`, ...more });
  return full.kind === "unknown_field" ? askGraph(base, token, path, { fields, ...more }) : full;
}

async function store(
  core: Core,
  { workspaceId, sourceId, wabaId }: AccountPoll,
  account: PolledAccount,
  numbers: readonly PolledNumber[],
  now: Date,
): Promise<void> {
  const at = now.getTime();
  const registry = makeRegistry(core.sql);
  const accountId = await registry.account(workspaceId, wabaId, at);
  if (accountId === undefined) return;
  if (account.name !== undefined)
    await keepAccountName(core.sql, workspaceId, accountId, account.name);

  const findings: Finding[] = [...healthFinding("account", accountId, account.health)];
  for (const number of numbers) {
    const numberId = await registry.number(workspaceId, number.ref, at);
    if (numberId === undefined) continue;
    await registry.link(workspaceId, numberId, { accountId, sourceId }, at);
    if (number.name !== undefined)
      await keepNumberName(core.sql, workspaceId, numberId, number.name);
    findings.push(...findingsOf(numberId, number));
  }
  const facts = await changed(core, workspaceId, findings);
  const rows = facts.map((finding) => toRow(finding, accountId, at));
  if (rows.length > 0) await insertFacts(core.sql, workspaceId, rows, at);
}

interface Finding {
  nodeKind: "number" | "account";
  nodeId: string;
  kind: PlatformKind;
  value: string;
  detail: FactDetail;
}

const polledKinds = ["quality", "limit", "throughput", "health"] as const;

function findingsOf(numberId: string, number: PolledNumber): Finding[] {
  const node = { nodeKind: "number", nodeId: numberId, detail: { how: "polled" } } as const;
  const plain = (["quality", "limit", "throughput"] as const).flatMap((kind) => {
    const value = number[kind];
    return value === undefined ? [] : [{ ...node, kind, value }];
  });
  return [...plain, ...healthFinding("number", numberId, number.health)];
}

function healthFinding(
  nodeKind: "number" | "account",
  nodeId: string,
  health: Health | undefined,
): Finding[] {
  if (!health) return [];
  const { word, code, part } = health;
  const detail: FactDetail = {
    how: "polled",
    ...(code !== undefined && { code }),
    ...(part !== undefined && { reason: part }),
  };
  return [{ nodeKind, nodeId, kind: "health", value: word, detail }];
}

/**
 * A poll leaves a fact only where the answer is another one than before; that it was asked stands in the source. When
 * the account's health changes, its numbers' is said again, so that a number's own word stays the last about it.
 */
async function changed(
  core: Core,
  workspaceId: string,
  findings: readonly Finding[],
): Promise<Finding[]> {
  const nodes = [...new Set(findings.map(({ nodeId }) => nodeId))];
  const latest = await listLatestFacts(core.sql, workspaceId, nodes, polledKinds);
  const known = new Map(latest.map((fact) => [`${fact.nodeId} ${fact.kind}`, fact]));
  const isNews = (finding: Finding) =>
    !says(known.get(`${finding.nodeId} ${finding.kind}`), finding);
  const above = findings.some((finding) => finding.nodeKind === "account" && isNews(finding));
  return findings.filter((finding) => isNews(finding) || (above && finding.kind === "health"));
}

function says(fact: LatestFact | undefined, { value, detail }: Finding): boolean {
  return fact !== undefined && fact.value === value && fact.detail?.code === detail.code;
}

function toRow(
  { nodeKind, nodeId, kind, value, detail }: Finding,
  accountId: string,
  at: number,
): FactRow {
  return { nodeKind, nodeId, accountId, at, dedupe: randomUUID(), kind, value, detail };
}
