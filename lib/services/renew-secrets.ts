import { listSealed, replaceSealed } from "@/db/queries/sealed";
import { log } from "@/lib/log";
import type { Core } from "./core";
import { placeOf } from "./vault";

/**
 * Seals again what was sealed under ENCRYPTION_KEY_PREVIOUS, or before secrets were bound to their row. Once a day per
 * workspace: a day after a rotation the previous key may go. What cannot be opened stays as it is. Repeating is harmless.
 */
export async function renewSecrets(
  { db, vault }: Pick<Core, "db" | "vault">,
  workspaceId: string,
): Promise<number> {
  let renewed = 0;
  for (const row of await listSealed(db, workspaceId)) {
    const place = placeOf(row.kind, workspaceId, row.id);
    if (row.sealed.length === 0 || vault.isFresh(row.sealed, place)) continue;
    try {
      const fresh = vault.seal(vault.open(row.sealed, place), place);
      await replaceSealed(db, workspaceId, row, fresh);
      renewed += 1;
    } catch (error) {
      log.error("a secret was not sealed again", error, { workspaceId, kind: row.kind });
    }
  }
  return renewed;
}
