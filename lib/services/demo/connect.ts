import { listClientRows } from "@/db/queries/clients";
import { listMembers } from "@/db/queries/memberships";
import { listSources } from "@/db/queries/sources";
import { system } from "@/lib/domain/audit";
import { type Calendar, dayAt, historyDays } from "@/lib/domain/demo/calendar";
import {
  clientNames,
  connections,
  type DemoClient,
  demoClients,
  jonasClients,
  lineNames,
  lines,
} from "@/lib/domain/demo/cast";
import { wholeWorkspace } from "@/lib/domain/reach";
import { days } from "@/lib/domain/time";
import type { Core } from "@/lib/services/core";
import { createClient } from "@/lib/services/create-client";
import { createSource } from "@/lib/services/create-source";
import { makeRegistry } from "@/lib/services/registry";
import { updateNumber } from "@/lib/services/update-number";
import { updatePerson } from "@/lib/services/update-person";
import { jonas } from "./people";

/** The agency's clients, how each is heard, and the numbers under their names. What is there already stays. */
export async function connectDemo(core: Core, workspaceId: string, calendar: Calendar) {
  const at = new Date(calendar.start - days(historyDays));
  const sources = new Set((await listSources(core.db, workspaceId)).map(({ name }) => name));
  for (const client of demoClients)
    if (!sources.has(connections[client].source)) await connect(core, workspaceId, client, at);

  const clientIds = await nameClients(core, workspaceId, at);
  await limitJonas(core, workspaceId, clientIds, at);
  const registry = makeRegistry(core.sql);
  const caller = { reach: wholeWorkspace(workspaceId), actor: system };
  for (const line of lineNames) {
    const { client, name, number } = lines[line];
    const firstAt = line === "launch" ? dayAt(calendar, 6, "09:00") : at.getTime();
    await registry.number(workspaceId, { e164: number }, firstAt);
    const named = { name, clientId: clientIds.get(client) ?? null };
    await updateNumber(core, { ...caller, number }, named, at);
  }
}

/** He looks after two clients, and is told of these alone. */
async function limitJonas(core: Core, workspaceId: string, clientIds: ClientIds, at: Date) {
  const { email } = jonas(workspaceId);
  const people = await listMembers(core.db, workspaceId);
  const colleague = people.find((person) => person.email === email);
  if (!colleague || colleague.limited) return;
  const sees = jonasClients.flatMap((client) => clientIds.get(client) ?? []);
  await updatePerson(core.db, workspaceId, colleague.id, { sees }, at);
}

async function connect(core: Core, workspaceId: string, client: DemoClient, at: Date) {
  const { way, account, source: name } = connections[client];
  const credentials = {
    appSecret: crypto.randomUUID(),
    ...(account !== undefined && { wabaId: account }),
    ...(way === "cloud" && { accessToken: `demo-${crypto.randomUUID()}` }),
  };
  const wanted =
    way === "own"
      ? ({ provider: "standard", name, credentials: {} } as const)
      : ({ provider: "meta", name, credentials } as const);
  await createSource(core, workspaceId, wanted, at, system);
}

type ClientIds = ReadonlyMap<DemoClient, string>;

async function nameClients(core: Core, workspaceId: string, at: Date): Promise<ClientIds> {
  const known = await listClientRows(core.db, wholeWorkspace(workspaceId));
  const ids = new Map<DemoClient, string>();
  for (const client of demoClients) {
    const name = clientNames[client];
    const id = known.find((row) => row.name === name)?.id;
    ids.set(client, id ?? (await createClient(core, { workspaceId, actor: system }, name, at)));
  }
  return ids;
}
