import type { Sql, TransactionSql } from "postgres";
import {
  findNamedRun,
  listBusinessProofs,
  listLabelHarm,
  listTemplateUse,
  type LabelHarm,
  type ProofRow,
} from "@/db/queries/window-details";
import { loadWindowRows, type PreviousScore, type WindowRows } from "@/db/queries/windows";
import { dimensions } from "@/lib/domain/counts";
import {
  type BusinessProof,
  lockCodes,
  noProof,
  type NumberWindow,
  type Spotlight,
  type TemplateUse,
  windowSpan,
  type WindowSpan,
} from "@/lib/domain/score/window";
import { toWindow } from "./window-rows";

export interface LoadedWindow {
  window: NumberWindow;
  /** False for numbers that get no score: unknown, test, merged into another. */
  scored: boolean;
  previous: PreviousScore | null;
}

type Raw = Sql | TransactionSql;

/** One number of one workspace, seen from one moment. */
export interface Viewpoint {
  workspaceId: string;
  numberId: string;
  zone: string;
  now: Date;
}

/** What the score of one number at `now` is computed from. */
export async function loadWindow(sql: Raw, view: Viewpoint): Promise<LoadedWindow> {
  const { workspaceId, numberId, zone, now } = view;
  const span = windowSpan(now.getTime(), zone);
  const rows = await loadWindowRows(sql, workspaceId, numberId, zone, now, span, lockCodes);
  const window = toWindow(rows, zone, now);
  return {
    window: await withDetails(sql, view, window, rows, span),
    scored: rows.scored === true,
    previous: rows.previous,
  };
}

/** Most numbers need none of these: they cost a question only where the answer can matter. */
async function withDetails(
  sql: Raw,
  view: Viewpoint,
  window: NumberWindow,
  rows: WindowRows,
  span: WindowSpan,
): Promise<NumberWindow> {
  const lastBusiness = window.facts.some(({ kind }) => kind === "restricted")
    ? await loadProofs(sql, view, rows.accountId, span)
    : window.lastBusiness;
  const facts = window.facts.some(({ template }) => template !== null)
    ? await withTemplateUse(sql, view, window.facts, rows.accountId, span)
    : window.facts;
  const spotlight = hasHarm(window, span)
    ? await loadSpotlight(sql, view, rows.accountName, span)
    : emptySpotlight(rows.accountName);
  return { ...window, lastBusiness, facts, spotlight };
}

async function loadProofs(sql: Raw, view: Viewpoint, accountId: string | null, span: WindowSpan) {
  const node = { numberId: view.numberId, accountId };
  const from = new Date(span.factsFrom);
  const rows = await listBusinessProofs(sql, view.workspaceId, node, from, view.now);
  return { number: latestProof(rows.filter(({ own }) => own)), account: latestProof(rows) };
}

/** The newest sign, over all these numbers, that messages can be started. */
export function latestProof(rows: readonly ProofRow[]): BusinessProof {
  return rows.reduce(
    (last, row) => ({
      sentHour: later(last.sentHour, row.sentHour),
      deliveredHour: later(last.deliveredHour, row.deliveredHour),
    }),
    noProof,
  );
}

function later(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.max(left, right);
}

async function withTemplateUse(
  sql: Raw,
  view: Viewpoint,
  facts: NumberWindow["facts"],
  accountId: string | null,
  span: WindowSpan,
): Promise<NumberWindow["facts"]> {
  const names = facts.flatMap(({ template }) => template ?? []);
  const node = { numberId: view.numberId, accountId };
  const from = new Date(span.daysFrom);
  const known = await listTemplateUse(sql, view.workspaceId, node, [...new Set(names)], from);
  const uses = new Map<string, TemplateUse>(
    known.map(({ name, own }) => [name, own ? "own" : "others"]),
  );
  return facts.map((fact) =>
    fact.use === "unknown" ? { ...fact, use: uses.get(fact.template ?? "") ?? fact.use } : fact,
  );
}

function hasHarm({ hours, leaks }: NumberWindow, { leaksFrom }: WindowSpan): boolean {
  return (
    leaks.length > 0 ||
    hours.some(
      ({ hour, marketing }) =>
        hour >= leaksFrom && marketing.optedOut + marketing.blocked + marketing.reported > 0,
    )
  );
}

async function loadSpotlight(
  sql: Raw,
  view: Viewpoint,
  account: string | null,
  span: WindowSpan,
): Promise<Spotlight> {
  const { workspaceId, numberId, now } = view;
  const harm = await listLabelHarm(sql, workspaceId, numberId, new Date(span.leaksFrom), now);
  const list = worst(harm, "list");
  const from = new Date(span.leaksFrom);
  const campaign =
    worst(harm, "campaign")?.text ?? (await findNamedRun(sql, workspaceId, numberId, from, now));
  const lists = harm.filter(({ dimension }) => dimension === dimensions.list);
  return {
    campaign: campaign ?? null,
    template: worst(harm, "template")?.text ?? null,
    list: list?.text ?? null,
    listHarmShare: list
      ? shareOf(
          list.harm,
          lists.map((row) => row.harm),
        )
      : null,
    listVolumeShare: list
      ? shareOf(
          list.volume,
          lists.map((row) => row.volume),
        )
      : null,
    account,
  };
}

function emptySpotlight(account: string | null): Spotlight {
  const nobody = { campaign: null, template: null, list: null };
  return { ...nobody, listHarmShare: null, listVolumeShare: null, account };
}

/** Rows come with the most harm first. */
function worst(rows: readonly LabelHarm[], dimension: "campaign" | "template" | "list") {
  return rows.find((row) => row.dimension === dimensions[dimension] && row.harm > 0);
}

function shareOf(part: number, parts: readonly number[]): number | null {
  const whole = parts.reduce((sum, value) => sum + value, 0);
  return whole > 0 ? part / whole : null;
}
