import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Db } from "@/db/client";
import { markDue } from "@/db/queries/due";
import { insertSource, listSources, type SourceRow } from "@/db/queries/sources";
import { type Actor, system } from "@/lib/domain/audit";
import { AppError } from "@/lib/errors";
import type { Credentials, ProviderName } from "@/lib/providers/provider";
import { audit } from "./audit";
import type { Core } from "./core";
import { readCredentials, sealCredentials } from "./credentials";
import { newAddressId } from "./new-address-id";

const text = z.string().trim().min(1).max(1000);

const metaInput = z.object({
  provider: z.literal("meta"),
  name: z.string().trim().min(1).max(100),
  credentials: z.object({
    appSecret: text,
    accessToken: text.optional(),
    wabaId: z
      .string()
      .trim()
      .regex(/^\d{5,30}$/, "the account's id is digits only")
      .optional(),
  }),
  readsAnswers: z.boolean().default(true),
  noticesOnly: z.boolean().default(false),
});

const standardInput = z.object({
  provider: z.literal("standard"),
  name: z.string().trim().min(1).max(100),
  credentials: z.object({}).default({}),
  readsAnswers: z.boolean().default(true),
  noticesOnly: z.boolean().default(false),
});

/** What creates a source: the body of POST /api/v1/sources. */
export const newSourceInput = z.discriminatedUnion("provider", [metaInput, standardInput]);
export type NewSourceInput = z.input<typeof newSourceInput>;

/** Shown once in full: what must be pasted where. */
export interface CreatedSource {
  id: string;
  provider: ProviderName;
  webhookUrl: string;
  verifyToken: string;
  secret?: string;
}

const mostSources = 500;

/** Names and ratings are there when somebody looks, not with the next round of chores. */
function askSoon(db: Db, workspaceId: string, sourceId: string, now: Date): Promise<void> {
  return markDue(db, { workspaceId, kind: "poll", targetId: sourceId }, now);
}

export async function createSource(
  core: Core,
  workspaceId: string,
  input: NewSourceInput,
  now: Date,
  actor: Actor = system,
): Promise<CreatedSource> {
  const wanted = newSourceInput.parse(input);
  if ((await listSources(core.db, workspaceId)).length >= mostSources) {
    throw new AppError(
      "conflict",
      `A workspace may have ${mostSources} sources: remove one that is no longer used.`,
    );
  }
  const id = newAddressId();
  const credentials = credentialsOf(wanted);
  await core.db.transaction(async (tx) => {
    await insertSource(tx, {
      workspaceId,
      id,
      provider: wanted.provider,
      name: wanted.name,
      credentials: sealCredentials(core, { workspaceId, id }, credentials),
      account: credentials.account ?? null,
      readsAnswers: wanted.readsAnswers,
      noticesOnly: wanted.noticesOnly,
      tokenState: credentials.accessToken === undefined ? "none" : "unknown",
      createdAt: now,
    });
    if (credentials.accessToken !== undefined) await askSoon(tx, workspaceId, id, now);
    const entry = {
      action: "source_created",
      target: { kind: "source", id, name: wanted.name },
      detail: { provider: wanted.provider },
    };
    await audit(tx, workspaceId, actor, entry, now);
  });
  return {
    id,
    provider: wanted.provider,
    webhookUrl: webhookUrl(core, id),
    verifyToken: credentials.verifyToken ?? "",
    ...(wanted.provider === "standard" && { secret: credentials.secrets[0] ?? "" }),
  };
}

function credentialsOf(wanted: z.output<typeof newSourceInput>): Credentials {
  const verifyToken = randomBytes(18).toString("base64url");
  if (wanted.provider === "standard") {
    return { secrets: [`whsec_${randomBytes(24).toString("base64")}`], verifyToken };
  }
  const { appSecret, accessToken, wabaId } = wanted.credentials;
  return {
    secrets: [appSecret],
    verifyToken,
    ...(accessToken !== undefined && { accessToken }),
    ...(wabaId !== undefined && { account: wabaId }),
  };
}

export function webhookUrl(core: Pick<Core, "env">, sourceId: string): string {
  return `${core.env.appUrl}/api/webhooks/${sourceId}`;
}

/** What the provider's page asks for, decrypted: for the connect page of those who may write. */
export function readVerifyToken(core: Pick<Core, "vault">, source: SourceRow): string {
  const credentials = readCredentials(core, source);
  return credentials.verifyToken ?? "";
}
