import type { AlertRow } from "@/db/queries/alerts";
import { findAlert } from "@/db/queries/alerts";
import { insertCall } from "@/db/queries/calls";
import { type ChannelRow, findWabaId, listActiveChannels } from "@/db/queries/channels";
import { markDue } from "@/db/queries/due";
import { findScoreNow } from "@/db/queries/score-now";
import { type Cast, findCast } from "@/db/queries/stories";
import type { Target } from "@/lib/domain/alert/rule";
import { type CallKind, isLoudEnough } from "@/lib/domain/channel";
import type { Reach } from "@/lib/domain/reach";
import { mailOf } from "@/lib/email/compose";
import { type PlainWords, plainWords } from "@/lib/email/plain-words";
import { summaryMail } from "@/lib/email/templates/summary";
import type { ChannelEventJson } from "@/lib/wire/channel-event";
import { type CallContent, toBody } from "./call-body";
import { loadStory } from "./load-story";
import { newId } from "./new-id";
import { nameOfCast, type Occasion, type Phase, type Telling, toName } from "./story-occasion";

const kinds: Record<Phase["phase"], CallKind> = {
  open: "alert.opened",
  escalate: "alert.escalated",
  remind: "alert.reminded",
  resolve: "alert.resolved",
};

/**
 * Tells channels what mails tell people, beside them and in the same transaction. Repeating is harmless: the dedupe key
 * is unique. `occurrence` as for the mail; `only`: this channel and no other.
 */
export async function writeCalls(
  telling: Telling,
  occasion: Occasion,
  occurrence: string,
  only?: string,
): Promise<void> {
  const alert = await findAlert(telling.db, telling.workspaceId, occasion.alertId);
  if (!alert) return;
  // As it was told: what ends it is not severe any more.
  const all = await listHearing(telling, occasion.target, alert.severity);
  const hearing = all.filter(({ channel }) => only === undefined || channel.id === only);
  const kind = kinds[occasion.phase.phase];
  for (const { channel, reach, cast } of hearing) {
    const { story } = await loadStory(telling, { ...occasion, reach });
    const words = plainWords(mailOf(story, alert.title));
    await writeAlertCall(telling, { channel, cast, alert, kind, occurrence, words });
  }
}

/** What a person did with an alert that people had been told of: systems want to know, and so does the team in Slack. */
export async function writeDeedCalls(
  telling: Telling,
  alert: AlertRow,
  kind: "alert.acknowledged" | "alert.resolved",
  reason: string,
): Promise<void> {
  if (alert.lastToldAt === null) return;
  const target = targetOf(alert);
  const words = { title: alert.title, reason, text: [reason], advice: [] };
  for (const { channel, cast } of await listHearing(telling, target, alert.severity)) {
    await writeAlertCall(telling, { channel, cast, alert, kind, occurrence: "by_hand", words });
  }
}

/** Those that waited for each other: one message for each channel, as it is one mail for each person. */
export async function writeGatheredCalls(
  telling: Telling,
  rows: readonly AlertRow[],
  occasionOf: (row: AlertRow) => Promise<Occasion>,
): Promise<void> {
  const shares = new Map<string, { channel: ChannelRow; heard: Heard[] }>();
  for (const row of rows) {
    const target = targetOf(row);
    for (const { channel, cast } of await listHearing(telling, target, row.severity)) {
      const share = shares.get(channel.id) ?? { channel, heard: [] };
      share.heard.push({ row, cast });
      shares.set(channel.id, share);
    }
  }
  for (const { channel, heard } of shares.values()) {
    const [first, ...more] = heard;
    if (first && more.length === 0)
      await writeCalls(telling, await occasionOf(first.row), "", channel.id);
    if (first && more.length > 0) await writeTogether(telling, channel, heard, first.cast);
  }
}

interface Heard {
  row: AlertRow;
  cast: Cast;
}

/** Standard Webhooks advises bodies under 20 kB. */
const mostGathered = 30;

async function writeTogether(
  telling: Telling,
  channel: ChannelRow,
  heard: readonly Heard[],
  { workspace, zone }: Cast,
): Promise<void> {
  const { appUrl } = telling.core.env;
  const alerts = heard.map(({ row, cast }) => {
    const { id, title, reason } = row;
    return { id, title, reason, name: nameOfCast(cast, targetOf(row)) };
  });
  const now = telling.now.getTime();
  const words = plainWords(summaryMail({ workspace, zone, now, appUrl, alerts }));
  await writeCall(telling, channel, {
    alertId: null,
    dedupe: `gathered:${alerts.map(({ id }) => id).join(",")}`,
    content: {
      kind: "alerts.gathered",
      workspace,
      words: { ...words, text: words.text.slice(0, mostGathered) },
      link: `${appUrl}/alerts`,
      alert: null,
      alerts: heard.slice(0, mostGathered).map(({ row }) => {
        const { id, rule, severity, title, reason } = row;
        return { id, rule, severity, title, reason, link: `${appUrl}/alerts/${id}` };
      }),
    },
  });
}

function targetOf({ targetKind: kind, targetId: id }: AlertRow): Target {
  return { kind, id };
}

interface Hearing {
  channel: ChannelRow;
  reach: Reach;
  cast: Cast;
}

/** A channel of one client hears of that client's numbers only, and nothing of sources: these belong to everybody. */
async function listHearing(
  { db, workspaceId }: Telling,
  target: Target,
  severity: AlertRow["severity"],
): Promise<Hearing[]> {
  const hearing: Hearing[] = [];
  for (const channel of await listActiveChannels(db, workspaceId)) {
    if (!isLoudEnough(severity, channel.fromSeverity)) continue;
    const narrow = channel.clientId !== null;
    if (narrow && target.kind === "source") continue;
    const reach = { workspaceId, clients: channel.clientId === null ? null : [channel.clientId] };
    const cast = await findCast(db, reach, target);
    if (cast && (!narrow || cast.numbers.length > 0)) hearing.push({ channel, reach, cast });
  }
  return hearing;
}

interface AlertCall {
  channel: ChannelRow;
  cast: Cast;
  alert: AlertRow;
  kind: CallKind;
  occurrence: string;
  words: PlainWords;
}

async function writeAlertCall(
  telling: Telling,
  { channel, cast, alert, kind, occurrence, words }: AlertCall,
): Promise<void> {
  await writeCall(telling, channel, {
    alertId: alert.id,
    dedupe: `${alert.id}:${kind}:${occurrence}`,
    content: {
      kind,
      workspace: cast.workspace,
      words,
      link: `${telling.core.env.appUrl}/alerts/${alert.id}`,
      alert: await describe(telling, alert, cast),
      alerts: [],
    },
  });
}

async function describe(
  { db, workspaceId }: Telling,
  alert: AlertRow,
  cast: Cast,
): Promise<NonNullable<ChannelEventJson["alert"]>> {
  const target = targetOf(alert);
  const score = await findScoreNow(db, workspaceId, target);
  const account = cast.accountId && (await findWabaId(db, workspaceId, cast.accountId));
  return {
    id: alert.id,
    rule: alert.rule,
    severity: alert.severity,
    state: alert.state,
    target: { ...target, name: nameOfCast(cast, target) },
    account: account ?? null,
    numbers: cast.numbers.map((one) => {
      const { id, name, phone } = toName(one);
      return { id, name, number: phone };
    }),
    score: score ? { score: score.score, behaviour: score.behaviour, band: score.band } : null,
    openedAt: alert.openedAt.toISOString(),
    acknowledgedAt: alert.acknowledgedAt?.toISOString() ?? null,
    resolvedAt: alert.resolvedAt?.toISOString() ?? null,
  };
}

interface NewContent {
  alertId: string | null;
  dedupe: string;
  content: CallContent;
}

/** Answers with the id when it is new. */
export async function writeCall(
  { db, workspaceId, now }: Pick<Telling, "db" | "workspaceId" | "now">,
  channel: ChannelRow,
  { alertId, dedupe, content }: NewContent,
): Promise<string | undefined> {
  const id = newId(now);
  const isNew = await insertCall(db, {
    workspaceId,
    id,
    channelId: channel.id,
    alertId,
    dedupe: `${channel.id}:${dedupe}`,
    kind: content.kind,
    body: toBody(channel.kind, workspaceId, content, now),
    state: "queued",
    createdAt: now,
  });
  if (!isNew) return undefined;
  await markDue(db, { workspaceId, kind: "call", targetId: id }, now);
  return id;
}
