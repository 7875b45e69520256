import type { Instant } from "./event";
import { isPublicIp } from "./public-ip";
import { days, hours, minutes } from "./time";
import { type Severity, severities } from "./alert/rule";

export const channelKinds = ["slack", "webhook"] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** What a channel is told. */
export const callKinds = [
  "alert.opened",
  "alert.escalated",
  "alert.reminded",
  "alert.acknowledged",
  "alert.resolved",
  "alerts.gathered",
  "test",
] as const;
export type CallKind = (typeof callKinds)[number];

export const offReasons = ["by_hand", "gone", "failing"] as const;
export type OffReason = (typeof offReasons)[number];

export function isLoudEnough(severity: Severity, from: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(from);
}

/** What became of one attempt. */
export type CallResult =
  | { got: "taken"; status: number }
  | { got: "refused"; status: number; retryAfterMs?: number; word?: string }
  | { got: "nothing"; because: SilenceReason };

export type SilenceReason =
  | "slow"
  | "unknown_name"
  | "private_address"
  | "certificate"
  | "cut"
  | "too_large";

/** Standard Webhooks' own example: three days and a bit, in ten attempts. */
const waitsMs = [
  5_000,
  minutes(5),
  minutes(30),
  hours(2),
  hours(5),
  hours(10),
  hours(14),
  hours(20),
  hours(24),
];
const longestRetryAfterMs = days(1);
const failingForMs = days(5);

export interface CallDecision {
  call: { state: "sent" } | { state: "queued"; at: Instant } | { state: "failed" };
  /** Set when the channel is switched off by this. */
  off?: OffReason;
}

/**
 * What follows from one attempt. `attempts`: how many there were before it. `dice`: from 0 to 1, so that many calls that
 * failed together do not come back together.
 */
export function decideAfterCall(
  { attempts, failingSince }: { attempts: number; failingSince: Instant | undefined },
  result: CallResult,
  now: Instant,
  dice: number,
): CallDecision {
  if (result.got === "taken") return { call: { state: "sent" } };
  if (result.got === "refused" && result.status === 410) {
    return { call: { state: "failed" }, off: "gone" };
  }
  if (failingSince !== undefined && now - failingSince >= failingForMs) {
    return { call: { state: "failed" }, off: "failing" };
  }
  const wait = waitsMs[attempts];
  if (wait === undefined) return { call: { state: "failed" } };
  const asked = result.got === "refused" ? (result.retryAfterMs ?? 0) : 0;
  const at = now + Math.max(wait * (0.9 + 0.2 * dice), Math.min(asked, longestRetryAfterMs));
  return { call: { state: "queued", at: Math.round(at) } };
}

/** Seconds or a date, as HTTP has it; only where the receiver says that it is busy. */
export function readRetryAfter(
  status: number,
  header: string | undefined,
  now: Instant,
): number | undefined {
  if ((status !== 429 && status !== 503) || header === undefined) return undefined;
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : undefined;
  const ms = seconds === undefined ? Date.parse(header) - now : seconds * 1000;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

/** Why it did not work, in words; null when it did. */
export function callWords(result: CallResult): string | null {
  if (result.got === "taken") return null;
  if (result.got === "nothing") return silenceWords[result.because];
  const { status, word } = result;
  const said = word === undefined ? "" : `, saying “${word}”`;
  if (status === 410) return `The receiver says that this address is gone (410)${said}.`;
  if (status === 404) return `The receiver does not know this address (404)${said}.`;
  if (status >= 300 && status < 400)
    return `The receiver points elsewhere (${status}). Banguard does not follow: enter the final address.`;
  return `The receiver answered ${status}${said}.`;
}

const silenceWords: Record<SilenceReason, string> = {
  slow: "No answer within 15 seconds.",
  unknown_name: "Nobody knows this host name.",
  private_address:
    "The address leads into a private network. Whoever runs Banguard can allow that with OUTBOUND_PRIVATE=1.",
  certificate: "The receiver’s certificate is not valid for this host name.",
  cut: "The receiver refused or cut the connection.",
  too_large: "The receiver’s answer made no sense: its headers are too large.",
};

export const offWords: Record<OffReason, string> = {
  by_hand: "Switched off by hand.",
  gone: "Switched off: the receiver said that this address is gone.",
  failing: "Switched off: nothing got through for five days.",
};

/** Why nobody may be called there, in words; null when it is fine. Names are looked up only when the call is made. */
export function whyNotCallable(address: string, allowPrivate: boolean): string | null {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return "Enter a whole address: https://…";
  if (url.username + url.password !== "") return "The address may hold no user name or password.";
  const port = url.port === "" ? 443 : Number(url.port);
  if (port < 1024 && port !== 443 && port !== 80)
    return `Port ${port} belongs to another service: use 443, or one from 1024 on.`;
  return allowPrivate ? null : whyNotOutside(url);
}

function whyNotOutside({ protocol, hostname }: URL): string | null {
  if (protocol === "http:") return "The address must begin with https://.";
  const host = hostname.replace(/^\[|\]$/g, "");
  const isIp = host.includes(":") || /^[\d.]+$/.test(host);
  const inside = isIp ? !isPublicIp(host) : host === "localhost" || host.endsWith(".localhost");
  return inside ? silenceWords.private_address : null;
}
