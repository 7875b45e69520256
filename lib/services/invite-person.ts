import type { Db } from "@/db/client";
import { listClientNames } from "@/db/queries/clients";
import {
  insertInvitation,
  listOpenInvitations,
  markInvitationRevoked,
  type InvitationRow,
} from "@/db/queries/invitations";
import { listMembers } from "@/db/queries/memberships";
import { countMailsSince } from "@/db/queries/notifications";
import { deleteRoute, findWorkspace, insertRoute } from "@/db/queries/workspaces";
import { deriveToken, hashToken } from "@/lib/auth/token";
import type { Actor } from "@/lib/domain/audit";
import { days, hours } from "@/lib/domain/time";
import { invitationMail } from "@/lib/email/templates/account";
import { AppError } from "@/lib/errors";
import type { InviteJson, SentInvitationJson } from "@/lib/wire/people";
import { mailedLink, orderAccountMail } from "./account-mail";
import { audit } from "./audit";
import type { Core } from "./core";
import { toInvitationJson } from "./list-people";
import { newId } from "./new-id";

export interface Inviter {
  workspaceId: string;
  userId: string;
  actor: Actor;
}

const validForMs = days(7);
/** These mails go to strangers, in words that a workspace chooses: enough for an agency, too few for a campaign. */
const mostAnHour = 60;

/** Asks somebody in by mail. An open invitation to the same address is replaced: at most one works at a time. */
export async function invitePerson(
  core: Core,
  inviter: Inviter,
  wanted: InviteJson,
  now: Date,
): Promise<SentInvitationJson> {
  const { workspaceId, userId, actor } = inviter;
  const { email, role } = wanted;
  return core.db.transaction(async (tx: Db) => {
    const members = await listMembers(tx, workspaceId);
    if (members.some((member) => member.email === email)) {
      const detail = "This person belongs to the workspace already.";
      throw new AppError("conflict", detail, { field: "email" });
    }
    await withdrawEarlier(tx, workspaceId, email, now);
    const { mailId, ...fresh } = freshToken(core, now);
    const row: InvitationRow = {
      workspaceId,
      id: newId(now),
      email,
      role,
      clientIds: await knownClients(tx, workspaceId, wanted),
      ...fresh,
      invitedBy: userId,
      createdAt: now,
      acceptedAt: null,
      revokedAt: null,
    };
    await insertInvitation(tx, row);
    const sent = await sendInvitation(core, tx, { row, mailId, actor }, now);
    const target = { kind: "invitation", id: row.id, name: email };
    await audit(
      tx,
      workspaceId,
      actor,
      { action: "member_invited", target, detail: { role, limited: row.clientIds !== null } },
      now,
    );
    return sent;
  });
}

/** The token's hash and the id of the mail it is derived from. */
interface FreshToken {
  tokenHash: string;
  expiresAt: Date;
  mailId: string;
}

export function freshToken({ env }: Pick<Core, "env">, now: Date): FreshToken {
  const mailId = newId(now);
  const tokenHash = hashToken(deriveToken(env.authSecret, "invitation", mailId));
  return { mailId, tokenHash, expiresAt: new Date(now.getTime() + validForMs) };
}

/** The mail, and the way from its token to the workspace. Where no mail leaves, the answer holds the link. */
export async function sendInvitation(
  core: Core,
  tx: Db,
  { row, mailId, actor }: { row: InvitationRow; mailId: string; actor: Actor },
  now: Date,
): Promise<SentInvitationJson> {
  const { env } = core;
  const { workspaceId, email, role, clientIds, expiresAt } = row;
  await refuseTooMany(tx, workspaceId, now);
  const workspace = await findWorkspace(tx, workspaceId);
  if (!workspace) throw new AppError("not_found", "There is no such workspace.");
  const names = await listClientNames(tx, workspaceId);
  const mail = invitationMail({
    appUrl: env.appUrl,
    link: mailedLink(env, "invitation"),
    workspace: workspace.name,
    inviter: actor.name,
    role,
    clients: clientIds && names.filter(({ id }) => clientIds.includes(id)).map(({ name }) => name),
    expiresAt: expiresAt.getTime(),
    zone: workspace.zone,
  });
  await insertRoute(tx, `invitation:${row.tokenHash}`, workspaceId);
  const order = {
    id: mailId,
    workspaceId,
    kind: "invitation",
    recipient: email,
    userId: null,
    mail,
  } as const;
  await orderAccountMail(env, tx, order, now);
  const token = deriveToken(env.authSecret, "invitation", mailId);
  const link = env.mail ? null : mailedLink(env, "invitation", token);
  return { ...toInvitationJson(row, now), link };
}

async function refuseTooMany(tx: Db, workspaceId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - hours(1));
  if ((await countMailsSince(tx, workspaceId, "invitation", since)) < mostAnHour) return;
  const detail = `${mostAnHour} invitations went out within an hour: send the next ones later.`;
  throw new AppError("too_many_requests", detail, { retryAfterSeconds: 600 });
}

async function withdrawEarlier(tx: Db, workspaceId: string, email: string, now: Date) {
  const earlier = await listOpenInvitations(tx, workspaceId);
  for (const one of earlier.filter((row) => row.email === email)) {
    await markInvitationRevoked(tx, workspaceId, one.id, now);
    await deleteRoute(tx, workspaceId, `invitation:${one.tokenHash}`);
  }
}

/** An administrator sees everything, so limits mean nothing there. */
async function knownClients(tx: Db, workspaceId: string, { role, clients }: InviteJson) {
  if (clients === null || role === "admin") return null;
  const known = (await listClientNames(tx, workspaceId)).map(({ id }) => id);
  if (clients.every((id) => known.includes(id))) return clients;
  throw new AppError("bad_request", "One of these clients is not known.", { field: "clients" });
}
