import { insertFacts, type FactRow } from "@/db/queries/insert-facts";
import { accounts } from "@/db/schema";
import { makeNumber } from "@/tests/support/workspace";
import type { Agency } from "./agency";

export interface Account {
  agency: Agency;
  id: string;
}

export async function makeAccount(agency: Agency, name: string): Promise<Account> {
  const id = crypto.randomUUID();
  await agency.core.db.insert(accounts).values({
    workspaceId: agency.workspace.id,
    id,
    wabaId: id.slice(0, 15),
    name,
    createdAt: new Date(0),
  });
  return { agency, id };
}

export function makeSister({ agency, id }: Account, name: string, number: string): Promise<string> {
  return makeNumber(agency.core, agency.workspace.id, { name, number, accountId: id });
}

/** A notice of WhatsApp's about the account. */
export async function tell(
  { agency, id }: Account,
  fact: Partial<FactRow> & Pick<FactRow, "kind">,
  at: Date,
  receivedAt = at,
): Promise<void> {
  const row = {
    nodeKind: "account" as const,
    nodeId: id,
    accountId: id,
    at: at.getTime(),
    dedupe: crypto.randomUUID(),
    ...fact,
  };
  await insertFacts(agency.core.sql, agency.workspace.id, [row], receivedAt.getTime());
}
