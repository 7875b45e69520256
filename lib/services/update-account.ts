import { type AccountName, lockAccount, nameAccount } from "@/db/queries/clients";
import type { Actor } from "@/lib/domain/audit";
import type { Reach } from "@/lib/domain/reach";
import { AppError } from "@/lib/errors";
import { audit } from "./audit";
import { refuseShared } from "./refuse-shared";
import type { Core } from "./core";

/** Names an account by hand; null: WhatsApp's name. The same again changes nothing. */
export async function updateAccount(
  { db }: Pick<Core, "db">,
  { reach, actor, account }: { reach: Reach; actor: Actor; account: string },
  name: string | null,
  now: Date,
): Promise<AccountName> {
  return db.transaction(async (tx) => {
    const found = await lockAccount(tx, reach, account);
    if (!found) throw new AppError("not_found", "There is no such account.");
    await refuseShared(tx, reach, found.id);
    const given = name === "" ? null : name;
    if (given !== found.givenName) {
      await nameAccount(tx, reach.workspaceId, found.id, given);
      const target = { kind: "account", id: found.id, name: given ?? found.account };
      const detail = { before: found.givenName ?? found.name, after: given };
      await audit(tx, reach.workspaceId, actor, { action: "account_named", target, detail }, now);
    }
    return { ...found, givenName: given };
  });
}
