import { nameNumber } from "@/db/queries/clients";
import { findNumberId } from "@/db/queries/portfolio";
import type { Actor } from "@/lib/domain/audit";
import type { Reach } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";
import type { UpdateNumberJson } from "@/lib/wire/number";
import { moveWithin } from "./assign-numbers";
import { audit } from "./audit";
import type { Core } from "./core";

/** Names a number by hand, or gives it to a client. What is not named stays; the same again changes nothing. */
export async function updateNumber(
  { db }: Pick<Core, "db">,
  caller: { reach: Reach; actor: Actor; number: string },
  { name, clientId }: UpdateNumberJson,
  now: Date,
): Promise<void> {
  const { reach, actor, number } = caller;
  await db.transaction(async (tx) => {
    const id = await findNumberId(tx, reach, number);
    if (id === undefined) throw new AppError("not_found", "There is no such number.");
    if (clientId !== undefined) await moveWithin(tx, caller, { numbers: [id], clientId }, now);
    if (name === undefined) return;
    const given = name === "" ? null : name;
    const changed = await nameNumber(tx, reach.workspaceId, id, given);
    if (!changed) return;
    const target = { kind: "number", id, name: given ?? undefined };
    const detail = { before: changed.before, after: given };
    await audit(tx, reach.workspaceId, actor, { action: "number_named", target, detail }, now);
  });
}
