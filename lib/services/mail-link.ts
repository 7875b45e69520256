import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { mailActs, type MailAct } from "@/lib/domain/alert/mail-act";
import { days } from "@/lib/domain/time";

/** What a link in a mail allows, to whom it was sent, and until when. */
export interface MailLink {
  act: MailAct;
  workspaceId: string;
  userId: string;
  /** The alert it is about; undefined for what the person gets. */
  alertId: string | undefined;
  expiresAt: Date;
}

/** A mail is read late, but not a month late. */
export const linkLifeMs = days(30);

/** Of its own: what signs sessions must not sign links, and the other way round. */
const label = "banguard/mail-link/1";
const macBytes = 16;
const bodyBytes = 1 + 4 + 3 * 16;

/** 69 bytes as 92 characters: an address that survives a plain text mail on a phone. */
export function signLink(secret: string, link: MailLink): string {
  const body = Buffer.alloc(bodyBytes);
  body.writeUInt8(mailActs.indexOf(link.act), 0);
  body.writeUInt32BE(Math.floor(link.expiresAt.getTime() / 1000), 1);
  writeId(body, 5, link.workspaceId);
  writeId(body, 21, link.userId);
  if (link.alertId !== undefined) writeId(body, 37, link.alertId);
  return Buffer.concat([body, macOf(secret, body)]).toString("base64url");
}

/** Undefined for what is forged, cut, too old or not ours: nobody learns which. */
export function readLink(secret: string, token: string, now: Date): MailLink | undefined {
  if (!/^[\w-]{92}$/.test(token)) return undefined;
  const bytes = Buffer.from(token, "base64url");
  const body = bytes.subarray(0, bodyBytes);
  if (!timingSafeEqual(macOf(secret, body), bytes.subarray(bodyBytes))) return undefined;
  const act = mailActs[body.readUInt8(0)];
  const expiresAt = new Date(body.readUInt32BE(1) * 1000);
  if (act === undefined || expiresAt <= now) return undefined;
  const alertId = readId(body, 37);
  return {
    act,
    workspaceId: readId(body, 5),
    userId: readId(body, 21),
    alertId: alertId === noId ? undefined : alertId,
    expiresAt,
  };
}

const noId = "00000000-0000-0000-0000-000000000000";

function macOf(secret: string, body: Buffer): Buffer {
  const key = Buffer.from(hkdfSync("sha256", secret, "", label, 32));
  return createHmac("sha256", key).update(body).digest().subarray(0, macBytes);
}

function writeId(body: Buffer, at: number, id: string): void {
  body.write(id.replaceAll("-", ""), at, "hex");
}

function readId(body: Buffer, at: number): string {
  const hex = body.toString("hex", at, at + 16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
