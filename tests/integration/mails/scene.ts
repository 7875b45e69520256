import { and, eq } from "drizzle-orm";
import { auditLog, memberships } from "@/db/schema";
import type { MailAct } from "@/lib/domain/alert/mail-act";
import { linkLifeMs, signLink, type MailLink } from "@/lib/services/mail-link";
import {
  type Agency,
  evaluate,
  ist,
  listAlerts,
  makeAgency,
} from "@/tests/integration/alerts/agency";
import { sendFestive, sendUsualFridays } from "@/tests/integration/alerts/campaigns";
import { makeNumber } from "@/tests/support/workspace";

export const now = ist("2026-11-22T11:36");

export interface Scene {
  agency: Agency;
  /** Kite Fashion – Offers is at high risk; Maya and Jonas have been written to. */
  alertId: string;
}

export async function turnHigh(core: Agency["core"]): Promise<Scene> {
  const agency = await makeAgency(core);
  const name = "Kite Fashion – Offers";
  const kite = await makeNumber(core, agency.workspace.id, { name });
  await sendUsualFridays(agency, kite);
  await sendFestive(agency, kite);
  for (const at of ["11:35", "11:36"]) await evaluate(agency, kite, ist(`2026-11-22T${at}`));
  const high = (await listAlerts(agency)).find(({ rule }) => rule === "number_high");
  return { agency, alertId: high?.id ?? "" };
}

/** A link of Maya's; `more` makes it another one. */
export function linkOf(
  { agency, alertId }: Scene,
  act: MailAct,
  more: Partial<MailLink> & { secret?: string } = {},
): string {
  const { secret = agency.core.env.authSecret, ...link } = more;
  return signLink(secret, {
    act,
    workspaceId: agency.workspace.id,
    userId: agency.maya,
    alertId,
    expiresAt: new Date(Date.now() + linkLifeMs),
    ...link,
  });
}

export function ofMember({ workspace }: Agency, userId: string) {
  return and(eq(memberships.workspaceId, workspace.id), eq(memberships.userId, userId));
}

export async function memberOf(agency: Agency, userId: string) {
  const [row] = await agency.core.db.select().from(memberships).where(ofMember(agency, userId));
  return row;
}

export function auditOf({ core, workspace }: Agency, action: string) {
  return core.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.workspaceId, workspace.id), eq(auditLog.action, action)));
}
