import { randomUUID } from "node:crypto";
import { insertFacts } from "@/db/queries/insert-facts";
import type { Actor } from "@/lib/domain/audit";
import type { Reach } from "@/lib/domain/reach";
import type { EnterRatingJson } from "@/lib/wire/rating";
import { audit } from "./audit";
import type { Core } from "./core";
import { requireNumber } from "./get-number";

/** What a person read in WhatsApp Manager now. It holds for 7 days, or until WhatsApp is asked or says otherwise. */
export async function enterRating(
  core: Core,
  by: { reach: Reach; actor: Actor; userId: string },
  idOrPhone: string,
  { rating, reason }: EnterRatingJson,
  now: Date,
): Promise<string> {
  const { workspaceId, numberId } = await requireNumber(core, by.reach, idOrPhone);
  const fact = {
    nodeKind: "number" as const,
    nodeId: numberId,
    at: now.getTime(),
    dedupe: randomUUID(),
    kind: "quality" as const,
    value: rating,
    detail: { how: "entered" as const, ...(reason && { reason }) },
    enteredBy: by.userId,
  };
  await insertFacts(core.sql, workspaceId, [fact], now.getTime());
  const target = { kind: "number", id: numberId, name: idOrPhone };
  const detail = { rating, reason: reason ?? null };
  await audit(core.db, workspaceId, by.actor, { action: "rating_entered", target, detail }, now);
  return numberId;
}
