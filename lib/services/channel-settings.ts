import { createHmac, randomBytes } from "node:crypto";
import { hours } from "@/lib/domain/time";
import { placeOf, type Vault } from "./vault";

/** What a channel keeps encrypted. */
export interface ChannelSettings {
  address: string;
  secrets: ChannelSecret[];
}

interface ChannelSecret {
  secret: string;
  /** Until when it still signs, beside its successor; absent: the current one. */
  until?: number;
}

const overlapMs = hours(24);

interface ChannelName {
  workspaceId: string;
  id: string;
}

/** In another channel's row they cannot be opened. */
export function sealSettings(
  vault: Vault,
  { workspaceId, id }: ChannelName,
  settings: ChannelSettings,
): Buffer {
  return vault.seal(JSON.stringify(settings), placeOf("channel", workspaceId, id));
}

export function openSettings(
  vault: Vault,
  { workspaceId, id, settings }: ChannelName & { settings: Uint8Array },
): ChannelSettings {
  const plain = vault.open(settings, placeOf("channel", workspaceId, id));
  return JSON.parse(plain.toString()) as ChannelSettings;
}

export function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** The old secret goes on signing for a day, so that receivers can change theirs at any time in it. */
export function rotated(settings: ChannelSettings, secret: string, now: Date): ChannelSettings {
  const [current] = settings.secrets;
  const until = now.getTime() + overlapMs;
  return {
    ...settings,
    secrets: [{ secret }, ...(current ? [{ secret: current.secret, until }] : [])],
  };
}

/** Standard Webhooks: HMAC over `id.timestamp.body` under each secret that holds now. */
export function signatureHeaders(
  { secrets }: ChannelSettings,
  { id, body }: { id: string; body: string },
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const holding = secrets.filter(({ until }) => until === undefined || until > now.getTime());
  const signatures = holding.map(({ secret }) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
