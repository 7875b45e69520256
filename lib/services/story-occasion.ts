import type { Db } from "@/db/client";
import { nameOfNumber } from "@/lib/domain/phone";
import type { Cast, CastNumber } from "@/db/queries/stories";
import type { ReminderReason } from "@/lib/domain/alert/decision";
import type { AlertEvidence } from "@/lib/domain/alert/evidence";
import type { CampaignRun, NodeFact } from "@/lib/domain/alert/input";
import type { Ending, RuleName, Severity, Target } from "@/lib/domain/alert/rule";
import type { Frame, NumberName } from "@/lib/domain/alert/story";
import { type Reach, wholeWorkspace } from "@/lib/domain/reach";
import type { Score } from "@/lib/domain/score/score";
import type { Core } from "./core";

/** Why somebody is told now. */
export type Phase =
  | { phase: "open" }
  | { phase: "escalate"; from: number }
  | { phase: "remind"; because: ReminderReason }
  | { phase: "resolve"; because: Ending };

/** What is to be told, before the figures around it are read. */
export interface Occasion {
  alertId: string;
  rule: RuleName;
  target: Target;
  severity: Severity;
  openedAt: number;
  evidence: AlertEvidence;
  score: Score | undefined;
  campaigns: readonly CampaignRun[];
  facts: readonly NodeFact[];
  phase: Phase;
  /** Of the people it is told to; absent: the whole workspace. */
  reach?: Reach;
}

/** `db` is the transaction that decides; `core` answers what need not be in it. */
export interface Telling {
  core: Core;
  db: Db;
  workspaceId: string;
  now: Date;
}

/** Whose numbers a mail may name. */
export function reachOf({ workspaceId }: Telling, { reach }: Occasion): Reach {
  return reach ?? wholeWorkspace(workspaceId);
}

export function frameOf(telling: Telling, cast: Cast, occasion: Occasion): Frame {
  return {
    workspace: cast.workspace,
    zone: cast.zone,
    now: telling.now.getTime(),
    appUrl: telling.core.env.appUrl,
    alertId: occasion.alertId,
    target: occasion.target,
  };
}

/** A number is never nameless: WhatsApp's name, the number, or the provider's id of it. */
export function toName({ id, name, number, phoneNumberId }: CastNumber): NumberName {
  return { id, name: nameOfNumber({ name, number, phoneNumberId }), phone: number };
}

/** What the subject calls the target. */
export function nameOfCast(cast: Cast, target: Target): string {
  const [only] = cast.numbers;
  if (
    only &&
    (target.kind === "number" || (target.kind === "source" && cast.numbers.length === 1))
  ) {
    return toName(only).name;
  }
  return cast.name ?? "This account";
}
