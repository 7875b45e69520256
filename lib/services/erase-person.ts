import type { Db } from "@/db/client";
import {
  deletePeople,
  findAllCodes,
  forgetInCounted,
  forgetInDeliveries,
  forgetInEvents,
  listClientIds,
} from "@/db/queries/erase-person";
import { findWorkspaceRules } from "@/db/queries/sources";
import type { Actor } from "@/lib/domain/audit";
import { noRows, type PersonCounts, sumRows } from "@/lib/domain/erasure";
import { AppError } from "@/lib/errors";
import { makePseudonymiser } from "@/lib/providers/keys";
import { recipientOf } from "@/lib/providers/recipient";
import { audit } from "./audit";
import type { Core } from "./core";
import { placeOf } from "./vault";

/**
 * Forgets one person of a workspace, at all its clients, by the phone number (or WhatsApp user id) that was typed. What
 * was typed is hashed here and neither stored nor logged; the answer says how many rows spoke of the person.
 * Repeating is harmless: the second time all are zero.
 */
export async function erasePerson(
  core: Core,
  { workspaceId, typed, actor }: { workspaceId: string; typed: string; actor: Actor },
  now: Date,
): Promise<PersonCounts> {
  const codes = await codesOf(core, workspaceId, typed);
  const events = await forgetInEvents(core.sql, workspaceId, codes);
  return core.db.transaction(async (tx) => {
    const counts = { ...(await forgetElsewhere(tx, workspaceId, codes)), events };
    const detail = { rows: sumRows(counts) };
    const target = { kind: "recipient" };
    await audit(tx, workspaceId, actor, { action: "person_erased", target, detail }, now);
    return counts;
  });
}

async function forgetElsewhere(
  tx: Db,
  workspaceId: string,
  codes: readonly string[],
): Promise<PersonCounts> {
  return {
    ...noRows(),
    ...(await forgetInCounted(tx, workspaceId, codes)),
    ...(await deletePeople(tx, workspaceId, codes)),
    deliveries: await forgetInDeliveries(tx, workspaceId, codes),
  };
}

/** Under the key of every client and under the workspace's own: one person at two clients has two codes. */
async function codesOf(core: Core, workspaceId: string, typed: string): Promise<string[]> {
  const named = readTyped(typed);
  const rules = await findWorkspaceRules(core.db, workspaceId);
  if (!rules) throw new AppError("not_found", "There is no such workspace.");
  const key = core.vault.open(rules.wrappedKey, placeOf("workspace", workspaceId));
  const clients = ["", ...(await listClientIds(core.sql, workspaceId))];
  const codes = clients.map((client) => makePseudonymiser(key, client).person(named));
  return findAllCodes(core.sql, workspaceId, codes);
}

/** The same form that the doors hash. Never shown again, not even in the refusal. */
function readTyped(typed: string): string {
  const plain = typed.trim().replace(/^00/, "+");
  const { bsuid, phone } = recipientOf(undefined, plain) ?? {};
  const named = bsuid ?? phone;
  if (named === undefined) {
    throw new AppError(
      "bad_request",
      "Type the whole number with its country code: +91 98765 43210.",
      { field: "phone" },
    );
  }
  return named;
}
