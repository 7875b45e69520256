import { markDue } from "@/db/queries/due";
import { changeSource, findSource } from "@/db/queries/sources";
import { type Actor, system } from "@/lib/domain/audit";
import { hours } from "@/lib/domain/time";
import { AppError } from "@/lib/errors";
import type { Credentials } from "@/lib/providers/provider";
import { type UpdateSourceJson, updateSourceJson } from "@/lib/wire/source";
import { audit } from "./audit";
import type { Core } from "./core";
import { readCredentials, sealCredentials } from "./credentials";

/** Holds at every door within two seconds. The same change twice is one change. */
export async function updateSource(
  core: Core,
  workspaceId: string,
  id: string,
  change: UpdateSourceJson,
  now: Date,
  actor: Actor = system,
): Promise<void> {
  const row = await findSource(core.db, workspaceId, id);
  if (!row) throw new AppError("not_found", "There is no such source.");
  const { name, state, readsAnswers, noticesOnly, ...secrets } = updateSourceJson.parse(change);
  const known = readCredentials(core, row);
  const credentials = withSecrets(known, secrets, now);
  await core.db.transaction(async (tx) => {
    await changeSource(tx, workspaceId, id, {
      ...(name !== undefined && { name }),
      ...(state !== undefined && { state }),
      ...(readsAnswers !== undefined && { readsAnswers }),
      ...(noticesOnly !== undefined && { noticesOnly }),
      credentials: sealCredentials(core, row, credentials),
      account: credentials.account ?? null,
      ...(secrets.accessToken !== undefined && {
        tokenState: credentials.accessToken ? "unknown" : "none",
        pollError: null,
      }),
    });
    if (secrets.accessToken) await markDue(tx, { workspaceId, kind: "poll", targetId: id }, now);
    const entry = {
      action: "source_changed",
      target: { kind: "source", id, name: name ?? row.name },
      detail: whatChanged(change),
    };
    await audit(tx, workspaceId, actor, entry, now);
  });
}

/** Which fields, and their values where they are no secret. */
function whatChanged(change: UpdateSourceJson): Record<string, string | boolean | string[]> {
  const { name, state, readsAnswers, noticesOnly } = change;
  return {
    fields: Object.keys(change),
    ...(name !== undefined && { name }),
    ...(state !== undefined && { state }),
    ...(readsAnswers !== undefined && { readsAnswers }),
    ...(noticesOnly !== undefined && { noticesOnly }),
  };
}

type Secrets = Pick<UpdateSourceJson, "appSecret" | "accessToken" | "wabaId">;

function withSecrets(
  known: Credentials,
  { appSecret, accessToken, wabaId }: Secrets,
  now: Date,
): Credentials {
  const { accessToken: token, ...rest } = known;
  const kept = accessToken === undefined ? token : accessToken;
  return {
    ...rest,
    ...(appSecret !== undefined && newSecret(known, appSecret, now.getTime())),
    ...(wabaId !== undefined && { account: wabaId }),
    ...(kept && { accessToken: kept }),
  };
}

/** The one before stays good for a day: deliveries on their way, and retries, are signed with it. */
function newSecret(known: Credentials, secret: string, now: number) {
  if (known.secrets[0] === secret) return {};
  const replaced = known.secrets.map((one) => ({ secret: one, until: now + hours(24) }));
  const still = (known.previous ?? []).filter(({ until }) => until > now);
  return { secrets: [secret], previous: [...replaced, ...still].slice(0, 3) };
}
