import { insertFacts } from "@/db/queries/insert-facts";
import { accounts } from "@/db/schema";
import { system } from "@/lib/domain/audit";
import { dimensions } from "@/lib/domain/counts";
import { runId } from "@/lib/domain/run-id";
import { hourStart } from "@/lib/domain/time";
import type { Context } from "@/lib/server/context";
import { createChannel } from "@/lib/services/create-channel";
import { createSource } from "@/lib/services/create-source";
import { scoreClaimedNumber } from "@/lib/services/score-number";
import { makeMember, type Tenant } from "@/tests/support/api";
import { commit, event, makeClient, makeNumber } from "@/tests/support/workspace";
import type { Owned } from "./isolation-cases";

/** The owner's number and a second one belong to two clients; somebody sees the second only. */
export async function shareOut(context: Context, { id: workspaceId }: Tenant) {
  const roast = await makeClient(context, workspaceId, "Roast");
  const second = { number: "+15550108888", name: "Deals", clientId: roast };
  return {
    theirs: await makeNumber(context, workspaceId, second),
    limited: await makeMember(context, workspaceId, { role: "member", clients: [roast] }),
  };
}

/** Something of everything. */
export async function fill(
  context: Context,
  { id: workspaceId, zone, userId }: Tenant,
): Promise<Owned> {
  const now = new Date();
  const name = "Kite Fashion only the owner knows";
  // Ids that no other figure of an answer can be taken for.
  const named = { campaign: 987_654_320, list: 987_654_321 };
  for (const dimension of ["campaign", "list"] as const) {
    await context.sql`insert into labels (workspace_id, id, dimension, text, created_at) overriding system value
      values (${workspaceId}, ${named[dimension]}, ${dimensions[dimension]}, ${name}, ${now})`;
  }
  const phone = "+15550107777";
  const client = await makeClient(context, workspaceId, "Kite");
  const account = crypto.randomUUID();
  const waba = "104455667788990";
  await context.db
    .insert(accounts)
    .values({ workspaceId, id: account, wabaId: waba, name, createdAt: now });
  const own = { number: phone, name, clientId: client, accountId: account };
  const id = await makeNumber(context, workspaceId, own);
  await context.sql`insert into number_aliases (workspace_id, kind, value, number_id) values (${workspaceId}, 'e164', ${phone}, ${id})`;
  await commit(
    context,
    { id: workspaceId, zone },
    [event(id, "sent", now, { category: "marketing", ...named })],
    now,
  );
  await insertFacts(
    context.sql,
    workspaceId,
    [
      {
        nodeKind: "number",
        nodeId: id,
        at: now.getTime(),
        dedupe: crypto.randomUUID(),
        kind: "quality",
        value: "red",
      },
    ],
    now.getTime(),
  );
  await scoreClaimedNumber(
    context,
    { workspaceId, kind: "score", targetId: id, lease: now, lastEventAt: now, markedAt: null },
    now,
  );
  const [alert, mail] = [crypto.randomUUID(), crypto.randomUUID()];
  await context.sql`insert into alerts (workspace_id, id, rule, severity, state, target_kind, target_id, scope, opened_at, title, reason, evidence)
    values (${workspaceId}, ${alert}, 'number_high', 'high', 'open', 'number', ${id}, 'made by hand', ${now}, ${name}, ${name}, '{}')`;
  await context.sql`insert into notifications (workspace_id, id, dedupe, alert_id, kind, recipient, subject, preview, text, html, message_id, state, created_at)
    values (${workspaceId}, ${mail}, ${mail}, ${alert}, 'opened', 'maya@example.com', ${name}, ${name}, ${name}, ${name}, ${mail}, 'kept', ${now})`;
  const source = await createSource(
    context,
    workspaceId,
    { provider: "meta", name, credentials: { appSecret: "s" } },
    now,
  );
  const admin = { workspaceId, userId, actor: system };
  const told = { kind: "slack", name, fromSeverity: "info", clientId: null } as const;
  const address = "https://hooks.slack.com/services/T0/B0/only";
  const { id: channel } = await createChannel(context, admin, { ...told, address }, now);
  const call = crypto.randomUUID();
  await context.sql`insert into calls (workspace_id, id, channel_id, alert_id, dedupe, kind, body, state, created_at)
    values (${workspaceId}, ${call}, ${channel}, ${alert}, ${call}, 'alert.opened', ${context.sql.json({ title: name })}, 'sent', ${now})`;
  const file = crypto.randomUUID();
  await context.sql`insert into imports (workspace_id, id, origin, file, state, started_at)
    values (${workspaceId}, ${file}, 1, ${name}, 'done', ${now})`;
  const invitation = crypto.randomUUID();
  await context.sql`insert into invitations (workspace_id, id, email, role, token_hash, created_at, expires_at)
    values (${workspaceId}, ${invitation}, 'jonas@example.com', 'member', ${invitation}, ${now}, ${new Date(now.getTime() + 86_400_000)})`;
  const [key] = await context.sql<
    { id: string }[]
  >`select id from api_keys where workspace_id = ${workspaceId} limit 1`;
  return {
    workspaceId,
    userId,
    number: id,
    phone,
    alert,
    mail,
    source: source.id,
    key: key?.id ?? "",
    invitation,
    client,
    account,
    file,
    channel,
    call,
    campaign: runId({
      numberId: id,
      label: named.campaign,
      hour: hourStart(now.getTime(), zone),
    }),
    list: String(named.list),
    name,
  };
}
