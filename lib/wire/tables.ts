import type { AlertJson } from "./alert";
import type { AuditEntryJson } from "./audit";
import type { CampaignJson } from "./campaign";
import type { ListJson } from "./list";
import type { FactorJson, NumberJson } from "./number";
import type { MailJson } from "./outbox";
import type { SourcePageJson } from "./source";
import type { TimelineEntryJson } from "./timeline";
import type { TrendPointJson } from "./trend";

type Cell = string | number | null;

/** A table of the app as a file: the names of its columns, and what a row holds under each. */
export interface Table<Row> {
  file: string;
  columns: Record<string, (row: Row) => Cell>;
}

const yesNo = (value: boolean): string => (value ? "yes" : "no");

export const numbersTable: Table<NumberJson> = {
  file: "numbers",
  columns: {
    name: (row) => row.name,
    number: (row) => row.number,
    client: (row) => row.client?.name ?? null,
    account: (row) => row.accountName ?? row.account,
    score: (row) => row.score,
    behaviour: (row) => row.behaviour,
    band: (row) => row.band,
    sending: (row) => row.sending,
    restriction: (row) => row.restriction?.words ?? null,
    "restricted until": (row) => row.restriction?.until ?? row.restriction?.day ?? null,
    "WhatsApp says": (row) => row.quality,
    "main reason": (row) => row.reason,
    "do now": (row) => row.doNow,
    coverage: (row) => row.coverage,
    "marketing messages in 7 days": (row) => row.marketing7d,
    "last event": (row) => row.lastEventAt,
    "scored at": (row) => row.scoredAt,
  },
};

export const scoreTable: Table<FactorJson> = {
  file: "score",
  columns: {
    line: (row) => row.label,
    points: (row) => row.points,
    "of at most": (row) => row.cap,
    state: (row) => row.state.replaceAll("_", " "),
    "how it is known": (row) => row.evidence,
    value: (row) => row.value,
    harm: (row) => row.harm,
    sample: (row) => row.sample,
    from: (row) => row.threshold,
    "full at": (row) => row.full,
    window: (row) => row.window,
    why: (row) => row.why,
    advice: (row) => row.advice,
  },
};

export const trendTable: Table<TrendPointJson> = {
  file: "trend",
  columns: {
    at: (row) => row.at,
    score: (row) => row.score,
    sent: (row) => row.sent,
    delivered: (row) => row.delivered,
    read: (row) => row.read,
    failed: (row) => row.failed,
    "failed, yours": (row) => row.failedYours,
    blocked: (row) => row.blocked,
    reported: (row) => row.reported,
    "asked to stop": (row) => row.optedOut,
    answered: (row) => row.replied,
  },
};

export const timelineTable: Table<TimelineEntryJson> = {
  file: "timeline",
  columns: { at: (row) => row.at, kind: (row) => row.kind, what: (row) => row.text },
};

export const campaignsTable: Table<CampaignJson> = {
  file: "campaigns",
  columns: {
    campaign: (row) => row.name ?? "Unnamed campaign",
    number: (row) => row.number.name,
    client: (row) => row.client,
    began: (row) => row.startedAt,
    ended: (row) => row.endedAt,
    sent: (row) => row.sent,
    delivered: (row) => row.delivered,
    "read in 24 h": (row) => row.read24h,
    "asked to stop": (row) => row.optedOut,
    "share who asked to stop": (row) => row.optedOutShare,
    "not on WhatsApp": (row) => row.unreachable,
    "share not on WhatsApp": (row) => row.unreachableShare,
    "held back by WhatsApp": (row) => row.heldBack,
    blocked: (row) => row.blocked,
    reported: (row) => row.reported,
  },
};

export const listsTable: Table<ListJson> = {
  file: "lists",
  columns: {
    list: (row) => row.name ?? "No list",
    sent: (row) => row.sent,
    delivered: (row) => row.delivered,
    "asked to stop": (row) => row.optedOut,
    "not on WhatsApp": (row) => row.unreachable,
    blocked: (row) => row.blocked,
    reported: (row) => row.reported,
    "share of the messages": (row) => row.volumeShare,
    "share of the harm": (row) => row.harmShare,
    "first used": (row) => row.firstUsedAt,
    "last used": (row) => row.lastUsedAt,
  },
};

export const alertsTable: Table<AlertJson> = {
  file: "alerts",
  columns: {
    title: (row) => row.title,
    about: (row) => row.targetName,
    severity: (row) => row.severity,
    state: (row) => row.state,
    opened: (row) => row.openedAt,
    "acknowledged at": (row) => row.acknowledgedAt,
    "acknowledged by": (row) => row.acknowledgedBy,
    resolved: (row) => row.resolvedAt,
    reason: (row) => row.reason,
  },
};

export const mailsTable: Table<MailJson> = {
  file: "mails",
  columns: {
    subject: (row) => row.subject,
    to: (row) => row.recipient,
    state: (row) => row.state,
    written: (row) => row.createdAt,
    sent: (row) => row.sentAt,
    attempts: (row) => row.attempts,
    "what went wrong": (row) => row.lastError,
  },
};

export const deliveriesTable: Table<SourcePageJson["deliveries"][number]> = {
  file: "deliveries",
  columns: {
    at: (row) => row.at,
    verdict: (row) => row.verdict,
    times: (row) => row.times,
    accepted: (row) => row.accepted,
    duplicates: (row) => row.duplicates,
    "not taken": (row) => row.skipped.join("; "),
    milliseconds: (row) => row.tookMs,
    test: (row) => yesNo(row.test),
  },
};

export const auditTable: Table<AuditEntryJson> = {
  file: "audit-log",
  columns: {
    at: (row) => row.at,
    who: (row) => row.actor.name,
    kind: (row) => row.actor.kind,
    action: (row) => row.action,
    words: (row) => row.words,
    target: (row) => row.target.name ?? row.target.id,
    detail: (row) => JSON.stringify(row.detail),
    address: (row) => row.address,
  },
};
