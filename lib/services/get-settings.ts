import type { Db } from "@/db/client";
import { listPeopleOf } from "@/db/queries/users";
import { findWorkspace } from "@/db/queries/workspaces";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { SettingsJson } from "@/lib/wire/settings";

export async function getSettings(
  db: Db,
  env: Pick<Env, "mail">,
  workspaceId: string,
): Promise<SettingsJson> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) throw new AppError("not_found", "There is no such workspace.");
  const { name, slug, zone, optOutGraceHours } = workspace;
  return {
    workspace: { name, slug, zone, optOutGraceHours },
    people: await listPeopleOf(db, workspaceId),
    mail: { leaves: env.mail !== undefined, from: env.mail?.from ?? null },
  };
}
