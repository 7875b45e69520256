import { z } from "zod";
import type { Db } from "@/db/client";
import { claimInstallation, insertUser, isInstalled } from "@/db/queries/users";
import { hashPassword } from "@/lib/auth/password";
import { type Actor, system } from "@/lib/domain/audit";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { passwordJson, personNameJson } from "@/lib/wire/me";
import { emailJson } from "@/lib/wire/name";
import { zoneJson } from "@/lib/wire/settings";
import { workspaceNameJson } from "@/lib/wire/workspace";
import { audit } from "./audit";
import type { Core } from "./core";
import { storeApiKey } from "./create-api-key";
import { createWorkspace } from "./create-workspace";
import { newId } from "./new-id";

export const firstAccount = z.object({
  name: personNameJson,
  email: emailJson,
  password: passwordJson,
  workspace: workspaceNameJson,
  zone: zoneJson,
});
export type FirstAccount = z.infer<typeof firstAccount>;

type SetupCore = Pick<Core, "db" | "env" | "vault">;

/** The first account and workspace of an installation. Of two visitors at once one wins; the other gets "conflict". */
export async function setUp(
  core: SetupCore,
  account: FirstAccount,
  now: Date,
  address?: string,
): Promise<void> {
  const by = { kind: "person", name: account.name, address } as const;
  const made = await makeFirst(core, account, undefined, by, now);
  if (!made)
    throw new AppError("conflict", "Somebody has set Banguard up already. Sign in instead.");
}

/** True when `code` is what the start printed, or when none is asked because only this computer can reach us. */
export function isSetupCode(env: Pick<Env, "setupCode">, code: string): boolean {
  return env.setupCode === undefined || code.trim() === env.setupCode;
}

/** A name that a stranger points at this computer (DNS rebinding) is no page of ours, though its requests come from here. */
export function isOwnPage({ appUrl }: Pick<Env, "appUrl">, origin: string | null): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  const ours = ["localhost", "127.0.0.1", "[::1]", new URL(appUrl).hostname];
  return ours.includes(hostname);
}

/** Headless first start from SETUP_*. Later starts change nothing, whatever the values say then. */
export async function setUpFromEnvironment(
  core: SetupCore,
  now: Date,
): Promise<"made" | "nothing to do"> {
  const { setup } = core.env;
  if (!setup || (await isInstalled(core.db))) return "nothing to do";
  const account = {
    name: nameOf(setup.email),
    email: setup.email.toLowerCase(),
    password: setup.password,
    workspace: setup.workspace,
    zone: setup.timezone ?? "UTC",
  };
  return (await makeFirst(core, account, setup.apiKey, system, now)) ? "made" : "nothing to do";
}

async function makeFirst(
  core: SetupCore,
  account: FirstAccount,
  apiKey: string | undefined,
  by: Omit<Actor, "id">,
  now: Date,
) {
  const passwordHash = await hashPassword(account.password);
  return core.db.transaction(async (tx: Db) => {
    if (!(await claimInstallation(tx, now))) return false;
    const userId = newId(now);
    await insertUser(tx, {
      id: userId,
      email: account.email,
      name: account.name,
      passwordHash,
      createdAt: now,
    });
    const workspace = { name: account.workspace, zone: account.zone, adminId: userId };
    const workspaceId = await createWorkspace(tx, core.vault, workspace, now);
    const actor = { ...by, id: by.kind === "person" ? userId : undefined };
    const target = { kind: "workspace", id: workspaceId, name: account.workspace };
    await audit(tx, workspaceId, actor, { action: "workspace_created", target }, now);
    if (apiKey !== undefined) {
      await storeApiKey(tx, workspaceId, { name: "First start", scope: "write", key: apiKey }, now);
    }
    return true;
  });
}

/** "maya.rao@example.com" → "Maya rao": only until the person changes it. */
function nameOf(email: string): string {
  const words = (email.split("@")[0] ?? email).replace(/[._+-]+/g, " ").trim() || email;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
