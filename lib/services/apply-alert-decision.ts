import { changeAlert, endAlert, findAlert, insertAlert } from "@/db/queries/alerts";
import type { AlertDecision, OpenAlert, Surroundings } from "@/lib/domain/alert/decision";
import type { Observation } from "@/lib/domain/alert/seen";
import { cleanSinceAfter } from "@/lib/domain/alert/wake";
import { composeStory } from "@/lib/email/compose";
import type { LoadedAlerts } from "./alert-input";
import { note } from "./alert-note";
import { noteSilence, noteWaiting } from "./alert-silence";
import { loadStory } from "./load-story";
import { newId } from "./new-id";
import type { Telling } from "./story-occasion";
import { noteTold, occasionOf, receivers, storyWithin, tellMore, tellStory } from "./tell-alert";
import { writeCalls } from "./write-calls";
import { writeMails, type Posting } from "./write-mails";

export interface Decided {
  open: OpenAlert | undefined;
  seen: Observation;
  around: Surroundings;
  decision: AlertDecision;
}

type DecisionOf<Action extends AlertDecision["action"]> = Extract<
  AlertDecision,
  { action: Action }
>;

/** Writes one decision down. Answers with the alert as it stands afterwards. */
export async function applyAlertDecision(
  telling: Telling,
  loaded: LoadedAlerts,
  decided: Decided,
): Promise<OpenAlert | undefined> {
  const { open, decision } = decided;
  if (decision.action === "open") return openAlert(telling, loaded, decided, decision);
  if (!open) {
    if (decision.action === "none") await noteSilence(telling, loaded, decided, decision.because);
    return undefined;
  }
  const kept = await keepCleanSince(telling, open, decided.seen);
  switch (decision.action) {
    case "none":
      return kept;
    case "ease":
      return easeAlert(telling, loaded, kept, decision);
    case "escalate":
      return escalateAlert(telling, loaded, decided, kept, decision);
    case "remind":
      return remindOfAlert(telling, loaded, decided, kept, decision);
    case "resolve":
      return resolveAlert(telling, loaded, decided, kept, decision);
  }
}

async function openAlert(
  telling: Telling,
  loaded: LoadedAlerts,
  { seen, around }: Decided,
  decision: DecisionOf<"open">,
): Promise<OpenAlert | undefined> {
  const { db, workspaceId, now } = telling;
  const { target } = loaded.input;
  const occasion = occasionOf(loaded, seen, newId(now), now.getTime(), { phase: "open" });
  if (!occasion) return undefined;
  const { story, evidence } = await loadStory(telling, occasion);
  const mail = composeStory(story, "");
  const { tell } = decision;
  const isNew = await insertAlert(db, {
    workspaceId,
    id: occasion.alertId,
    rule: seen.rule,
    scope: seen.scope,
    severity: seen.severity,
    state: "open",
    targetKind: target.kind,
    targetId: target.id,
    parentId: around.parent ?? null,
    openedAt: now,
    lastToldAt: tell.when === "now" ? now : null,
    tellAfter: tell.when === "later" ? new Date(tell.at) : null,
    title: mail.subject,
    reason: mail.preview,
    evidence,
  });
  // Somebody else's evaluation opened it first: it has told people already.
  if (!isNew) return undefined;
  await note(telling, loaded, occasion.alertId, "opened", decision.because, "");
  if (tell.when === "now") {
    const posting: Posting = {
      alertId: occasion.alertId,
      kind: "open",
      occurrence: "",
      inThread: false,
      write: tellStory(storyWithin(telling, occasion), mail.subject),
    };
    const people = await receivers(telling, occasion, occasion.alertId);
    await writeMails(telling, posting, people);
    await writeCalls(telling, occasion, posting.occurrence);
    await noteTold(telling, loaded, posting, people.length);
  }
  await noteWaiting(telling, loaded, occasion.alertId, tell);
  return {
    id: occasion.alertId,
    rule: seen.rule,
    scope: seen.scope,
    severity: seen.severity,
    openedAt: now.getTime(),
    acknowledgedAt: undefined,
    cleanSince: undefined,
    lastToldAt: tell.when === "now" ? now.getTime() : undefined,
    tellAfter: tell.when === "later" ? tell.at : undefined,
    adminsToldAt: undefined,
  };
}

async function escalateAlert(
  telling: Telling,
  loaded: LoadedAlerts,
  { seen }: Decided,
  open: OpenAlert,
  { severity, tell, because }: DecisionOf<"escalate">,
): Promise<OpenAlert> {
  const { db, workspaceId, now } = telling;
  const stored = await findAlert(db, workspaceId, open.id);
  const from = stored?.evidence.of === "number_high" ? stored.evidence.score : 0;
  const toldNow = tell.when === "now";
  await changeAlert(db, workspaceId, open.id, {
    severity,
    escalatedAt: now,
    cleanSince: null,
    ...(toldNow && { lastToldAt: now, tellAfter: null }),
  });
  await note(telling, loaded, open.id, "escalated", because, String(now.getTime()));
  if (toldNow) {
    await tellMore(telling, loaded, { open, seen, stored, phase: { phase: "escalate", from } });
  }
  return {
    ...open,
    severity,
    cleanSince: undefined,
    lastToldAt: toldNow ? now.getTime() : open.lastToldAt,
  };
}

async function easeAlert(
  telling: Telling,
  loaded: LoadedAlerts,
  open: OpenAlert,
  { severity, because }: DecisionOf<"ease">,
): Promise<OpenAlert> {
  const { db, workspaceId, now } = telling;
  await changeAlert(db, workspaceId, open.id, { severity, cleanSince: null });
  await note(telling, loaded, open.id, "eased", because, String(now.getTime()));
  return { ...open, severity, cleanSince: undefined };
}

async function remindOfAlert(
  telling: Telling,
  loaded: LoadedAlerts,
  { seen }: Decided,
  open: OpenAlert,
  { because }: DecisionOf<"remind">,
): Promise<OpenAlert> {
  const { db, workspaceId, now } = telling;
  const stored = await findAlert(db, workspaceId, open.id);
  const toAdmins = because === "nobody_acknowledged";
  const at = now.getTime();
  await changeAlert(
    db,
    workspaceId,
    open.id,
    toAdmins ? { adminsToldAt: now } : { lastToldAt: now, tellAfter: null },
  );
  await note(telling, loaded, open.id, "reminded", because, String(at));
  await tellMore(telling, loaded, { open, seen, stored, phase: { phase: "remind", because } });
  return toAdmins
    ? { ...open, adminsToldAt: at }
    : { ...open, lastToldAt: at, tellAfter: undefined };
}

async function resolveAlert(
  telling: Telling,
  loaded: LoadedAlerts,
  { seen }: Decided,
  open: OpenAlert,
  { because, tell }: DecisionOf<"resolve">,
): Promise<undefined> {
  const { db, workspaceId, now } = telling;
  const ended = await endAlert(db, workspaceId, open.id, { at: now, because, by: null });
  if (!ended) return undefined;
  await note(telling, loaded, open.id, "resolved", because, "");
  if (tell.when !== "now") return undefined;
  await tellMore(telling, loaded, {
    open,
    seen,
    stored: ended,
    phase: { phase: "resolve", because },
  });
  return undefined;
}

async function keepCleanSince(
  { db, workspaceId, now }: Telling,
  open: OpenAlert,
  seen: Observation,
): Promise<OpenAlert> {
  const cleanSince = cleanSinceAfter(open, seen, now.getTime());
  if (cleanSince === open.cleanSince) return open;
  await changeAlert(db, workspaceId, open.id, {
    cleanSince: cleanSince === undefined ? null : new Date(cleanSince),
  });
  return { ...open, cleanSince };
}
