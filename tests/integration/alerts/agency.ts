import { and, eq } from "drizzle-orm";
import { markDue, type Claim, type DueKind } from "@/db/queries/due";
import {
  alertNotes,
  alerts,
  due,
  labels,
  memberships,
  notifications,
  scoreNow,
  sourceNumbers,
  sources,
  users,
} from "@/db/schema";
import { dimensions } from "@/lib/domain/counts";
import { scoreNumber } from "@/lib/domain/score/score";
import { emptyWindow } from "@/lib/domain/score/window";
import { hours } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { scoreClaimedAccount } from "@/lib/services/score-account";
import { scoreClaimedNumber } from "@/lib/services/score-number";
import { commit, event, makeNumber, makeWorkspace } from "@/tests/support/workspace";

/** A moment in India, where the agency is. */
export function ist(moment: string): Date {
  return new Date(`${moment}:00+05:30`);
}

export interface Agency {
  core: Core;
  workspace: { id: string; zone: string };
  maya: string;
  jonas: string;
}

/** Maya leads the agency, Jonas works in it. */
export async function makeAgency(core: Core): Promise<Agency> {
  const workspace = await makeWorkspace(core);
  const maya = await makePerson(core, workspace.id, "Maya", "admin");
  const jonas = await makePerson(core, workspace.id, "Jonas", "member");
  return { core, workspace, maya, jonas };
}

export async function makePerson(
  core: Core,
  workspaceId: string,
  name: string,
  role: "admin" | "member" | "viewer",
  receivesMails = true,
): Promise<string> {
  const id = crypto.randomUUID();
  const email = `${name.toLowerCase()}-${id.slice(0, 8)}@bluebird.example`;
  await core.db
    .insert(users)
    .values({ id, email, name, passwordHash: "none", createdAt: new Date(0) });
  const createdAt = new Date(role === "admin" ? 0 : 1);
  await core.db
    .insert(memberships)
    .values({ workspaceId, userId: id, role, receivesMails, createdAt });
  return id;
}

export async function makeLabel(
  { core, workspace }: Agency,
  dimension: "campaign" | "list",
  text: string,
): Promise<number> {
  const [row] = await core.db
    .insert(labels)
    .values({
      workspaceId: workspace.id,
      dimension: dimensions[dimension],
      text,
      createdAt: new Date(0),
    })
    .returning({ id: labels.id });
  return row?.id ?? 0;
}

/** A source that has reported on these numbers: without one nothing can be seen of them. */
export async function makeSource(
  { core, workspace }: Agency,
  numberIds: readonly string[],
  more: Partial<typeof sources.$inferInsert> = {},
): Promise<string> {
  const id = crypto.randomUUID().replaceAll("-", "");
  await core.db.insert(sources).values({
    workspaceId: workspace.id,
    id,
    provider: "meta",
    name: "Cloud API",
    credentials: core.vault.seal("{}"),
    createdAt: new Date(0),
    ...more,
  });
  for (const numberId of numberIds) {
    await core.db
      .insert(sourceNumbers)
      .values({ workspaceId: workspace.id, numberId, sourceId: id, firstAt: new Date(0) });
  }
  return id;
}

/** Another number of the workspace as the first screen knows it. */
export async function makeOther(
  { core, workspace }: Agency,
  name: string,
  band: "low" | "watch" | "critical",
  score: number,
  lastEventAt = ist("2026-11-22T11:30"),
): Promise<string> {
  const id = await makeNumber(core, workspace.id, { number: null, name });
  const now = ist("2026-11-22T11:30");
  const detail = { ...scoreNumber(emptyWindow(now.getTime(), workspace.zone)), band, score };
  await core.db.insert(scoreNow).values({
    workspaceId: workspace.id,
    nodeKind: "number",
    nodeId: id,
    score,
    behaviour: score,
    band,
    coverage: 0.85,
    model: "1",
    detail,
    sparkline: [],
    lastEventAt,
    scoredAt: now,
  });
  return id;
}

/** A number that was heard of every hour until `lastAt`. */
export async function makeSilent(agency: Agency, name: string, lastAt: Date): Promise<string> {
  const id = await makeOther(agency, name, "low", 12, lastAt);
  const rows = Array.from({ length: 6 * 24 }, (_, back) =>
    event(id, "delivered", lastAt.getTime() - hours(back), { category: "utility" }),
  );
  await commit(agency.core, agency.workspace, rows);
  return id;
}

/** What the worker does with a claimed number or account. */
export async function evaluate(
  { core, workspace }: Agency,
  targetId: string,
  now: Date,
  kind: "score" | "score_account" = "score",
  heard = true,
): Promise<void> {
  const lease = await lendDue({ core, workspace }, kind, targetId, now);
  const score = kind === "score" ? scoreClaimedNumber : scoreClaimedAccount;
  const lastEventAt = kind === "score" && heard ? now : null;
  await score(
    core,
    { workspaceId: workspace.id, kind, targetId, lease, lastEventAt, markedAt: null },
    now,
  );
}

export async function lendDue(
  { core, workspace }: Pick<Agency, "core" | "workspace">,
  kind: DueKind,
  targetId: string,
  now: Date,
): Promise<Date> {
  const lease = new Date(now.getTime() + 60_000);
  await markDue(core.db, { workspaceId: workspace.id, kind, targetId }, lease);
  await core.db
    .update(due)
    .set({ dueAt: lease })
    .where(and(eq(due.workspaceId, workspace.id), eq(due.kind, kind), eq(due.targetId, targetId)));
  return lease;
}

export function listAlerts({ core, workspace }: Agency) {
  return core.db
    .select()
    .from(alerts)
    .where(eq(alerts.workspaceId, workspace.id))
    .orderBy(alerts.openedAt, alerts.rule);
}

export function listMails({ core, workspace }: Agency) {
  return core.db
    .select()
    .from(notifications)
    .where(eq(notifications.workspaceId, workspace.id))
    .orderBy(notifications.createdAt, notifications.id);
}

export function listNotes({ core, workspace }: Agency) {
  return core.db
    .select()
    .from(alertNotes)
    .where(eq(alertNotes.workspaceId, workspace.id))
    .orderBy(alertNotes.at, alertNotes.id);
}

export async function dueOf({ core, workspace }: Agency, kind: DueKind): Promise<string[]> {
  const rows = await core.db
    .select({ targetId: due.targetId })
    .from(due)
    .where(and(eq(due.workspaceId, workspace.id), eq(due.kind, kind)));
  return rows.map(({ targetId }) => targetId);
}

/** What one person got, oldest first. */
export async function mailsOf(agency: Agency, userId: string) {
  return (await listMails(agency)).filter((mail) => mail.userId === userId);
}

export async function claim(
  agency: Agency,
  kind: DueKind,
  targetId: string,
  now: Date,
): Promise<Claim> {
  const lease = await lendDue(agency, kind, targetId, now);
  const workspaceId = agency.workspace.id;
  return { workspaceId, kind, targetId, lease, lastEventAt: null, markedAt: null };
}
