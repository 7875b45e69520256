import { z } from "zod";
import { changeSource, findSource } from "@/db/queries/sources";
import { type Actor, system } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import type { Credentials } from "@/lib/providers/provider";
import { audit } from "./audit";
import type { Core } from "./core";

/** What may change of a source. A new app secret replaces the old one; an empty access token takes the token away. */
export const sourceChange = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  state: z.enum(["active", "disabled"]).optional(),
  readsAnswers: z.boolean().optional(),
  appSecret: z.string().trim().min(1).max(1000).optional(),
  accessToken: z.string().trim().max(1000).optional(),
  wabaId: z
    .string()
    .trim()
    .regex(/^\d{5,30}$/, "the account's id is digits only")
    .optional(),
});
export type SourceChange = z.infer<typeof sourceChange>;

/** Holds at every door within two seconds. The same change twice is one change. */
export async function updateSource(
  core: Core,
  workspaceId: string,
  id: string,
  change: SourceChange,
  now: Date,
  actor: Actor = system,
): Promise<void> {
  const row = await findSource(core.db, workspaceId, id);
  if (!row) throw new AppError("not_found", "There is no such source.");
  const { name, state, readsAnswers, ...secrets } = sourceChange.parse(change);
  const known = JSON.parse(core.vault.open(row.credentials).toString()) as Credentials;
  const credentials = withSecrets(known, secrets);
  await core.db.transaction(async (tx) => {
    await changeSource(tx, workspaceId, id, {
      ...(name !== undefined && { name }),
      ...(state !== undefined && { state }),
      ...(readsAnswers !== undefined && { readsAnswers }),
      credentials: core.vault.seal(JSON.stringify(credentials)),
      account: credentials.account ?? null,
      ...(secrets.accessToken !== undefined && {
        tokenState: credentials.accessToken ? "unknown" : "none",
        pollError: null,
      }),
    });
    const entry = {
      action: "source_changed",
      target: { kind: "source", id, name: name ?? row.name },
      detail: whatChanged(change),
    };
    await audit(tx, workspaceId, actor, entry, now);
  });
}

/** Which fields, and their values where they are no secret. */
function whatChanged(change: SourceChange): Record<string, string | boolean | string[]> {
  const { name, state, readsAnswers } = change;
  return {
    fields: Object.keys(change),
    ...(name !== undefined && { name }),
    ...(state !== undefined && { state }),
    ...(readsAnswers !== undefined && { readsAnswers }),
  };
}

type Secrets = Pick<SourceChange, "appSecret" | "accessToken" | "wabaId">;

function withSecrets(known: Credentials, { appSecret, accessToken, wabaId }: Secrets): Credentials {
  const { accessToken: token, ...rest } = known;
  const kept = accessToken === undefined ? token : accessToken;
  return {
    ...rest,
    ...(appSecret !== undefined && { secrets: [appSecret] }),
    ...(wabaId !== undefined && { account: wabaId }),
    ...(kept && { accessToken: kept }),
  };
}
