import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Target } from "@/lib/domain/alert/rule";
import { type Reach, touches } from "@/lib/domain/reach";
import type { Role } from "@/lib/domain/role";

export interface Receiver {
  userId: string;
  email: string;
  name: string;
  role: Role;
  /** The receiver's own zone, else the workspace's. */
  zone: string;
  /** Minutes of the day; null: no quiet hours. */
  quietFrom: number | null;
  quietUntil: number | null;
  digest: "weekly" | "daily" | "never";
  /** Whether the workspace is the demo's. */
  demo: boolean;
  /** What this person may see: no mail tells of a number outside it. */
  reach: Reach;
  /** Which numbers this person gets mails about; within `reach`. */
  mailReach: Reach;
  /** Chose to get mails at all, and about this target. */
  receivesMails: boolean;
}

/**
 * Who a mail about this target may go to; without a target (digests), every member. Nothing else is needed to honour
 * who wants mails and who is limited to some clients: take those with `receivesMails` (all administrators when nobody
 * acknowledged), load an alert's mail within `reach` (`Occasion.reach`), a digest within `mailReach`. People with an
 * equal reach may share one mail.
 */
export async function listReceivers(
  db: Db,
  workspaceId: string,
  target?: Target,
): Promise<Receiver[]> {
  const rows = await db.execute(sql`
    select u.id as "userId", u.email, u.name, m.role, coalesce(u.zone, w.zone) as zone, w.demo, u.quiet_from as "quietFrom", u.quiet_until as "quietUntil",
      m.digest, m.receives_mails as "receivesMails", m.limited and m.role <> 'admin' as limited, m.mails_about = 'chosen' as chosen,
      coalesce(c.sees, '[]') as sees, coalesce(c.mails, '[]') as mails
    from memberships m join users u on u.id = m.user_id join workspaces w on w.id = m.workspace_id
    left join lateral (select json_agg(mc.client_id order by mc.client_id) filter (where mc.sees) as sees,
        json_agg(mc.client_id order by mc.client_id) filter (where mc.mails) as mails
      from member_clients mc where mc.workspace_id = m.workspace_id and mc.user_id = m.user_id) c on true
    where m.workspace_id = ${workspaceId}::uuid order by m.created_at, u.id`);
  const people = (rows as unknown as MemberCells[]).map((cells) => toReceiver(workspaceId, cells));
  if (!target) return people;
  const clients = await listClientsOf(db, workspaceId, target);
  return people
    .filter(({ reach }) => isAllowed(reach, target, clients))
    .map((person) => ({
      ...person,
      receivesMails: person.receivesMails && touches(person.mailReach, clients),
    }));
}

type MemberCells = Omit<Receiver, "reach" | "mailReach"> & {
  limited: boolean;
  chosen: boolean;
  sees: string[];
  mails: string[];
};

function toReceiver(
  workspaceId: string,
  { limited, chosen, sees, mails, ...person }: MemberCells,
): Receiver {
  const reach = { workspaceId, clients: limited ? sees : null };
  const wanted = limited ? mails.filter((client) => sees.includes(client)) : mails;
  return { ...person, reach, mailReach: chosen ? { workspaceId, clients: wanted } : reach };
}

/** Who is limited hears nothing about sources: these belong to the whole workspace. */
function isAllowed(reach: Reach, target: Target, clients: readonly (string | null)[]): boolean {
  if (reach.clients === null) return true;
  return target.kind !== "source" && touches(reach, clients);
}

/** The clients of the target's numbers; null for numbers without one. */
async function listClientsOf(
  db: Db,
  workspaceId: string,
  { kind, id }: Target,
): Promise<(string | null)[]> {
  const own = {
    number: sql`n.id::text = ${id}`,
    account: sql`n.account_id::text = ${id}`,
    source: sql`exists (select 1 from source_numbers x where x.workspace_id = ${workspaceId}::uuid and x.source_id = ${id}
      and x.number_id = n.id)`,
  }[kind];
  const rows = await db.execute(sql`
    select distinct n.client_id as client from numbers n
    where n.workspace_id = ${workspaceId}::uuid and n.merged_into is null and ${own}`);
  return (rows as unknown as { client: string | null }[]).map(({ client }) => client);
}

/** Each person's subject of an alert's first mail: later ones answer it. */
export async function listFirstSubjects(
  db: Db,
  workspaceId: string,
  alertId: string,
): Promise<Map<string, string>> {
  const rows = await db.execute(sql`
    select distinct on (user_id) user_id as "userId", subject from notifications
    where workspace_id = ${workspaceId}::uuid and alert_id = ${alertId}::uuid and user_id is not null
    order by user_id, created_at, id`);
  const found = rows as unknown as { userId: string; subject: string }[];
  return new Map(found.map(({ userId, subject }) => [userId, subject]));
}
