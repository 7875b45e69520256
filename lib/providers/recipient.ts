import type { NumberRef, Recipient } from "@/lib/domain/event";

/** ISO country, a dot, up to 128 letters and digits; the portfolio-linked form has ENT. in between. */
const bsuid = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
/** A pseudonym that our own scrub left in a kept part: it passes through a replay as it is. */
const pseudonym = /^h:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isPseudonym(text: string): boolean {
  return pseudonym.test(text);
}

/** `+` and digits of a phone number, however it was written; undefined when it cannot be one. */
export function e164Of(raw: unknown): string | undefined {
  if (typeof raw !== "string" || raw.length > 40) return undefined;
  const digits = raw.replace(/[\s().\-+]/g, "");
  return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : undefined;
}

/**
 * A person from the texts a provider names them by. Either text may be missing, and either may hold the other's kind:
 * some deliveries put the user id where the phone number used to be.
 */
export function recipientOf(userId: unknown, phoneOrUserId: unknown): Recipient | undefined {
  const recipient: Recipient = {};
  place(recipient, phoneOrUserId, "phone");
  place(recipient, userId, "bsuid");
  return recipient.bsuid === undefined && recipient.phone === undefined ? undefined : recipient;
}

function place(recipient: Recipient, raw: unknown, hashedAs: keyof Recipient) {
  if (typeof raw !== "string" || raw.length === 0) return;
  if (isPseudonym(raw)) recipient[hashedAs] = raw;
  else if (bsuid.test(raw)) recipient.bsuid = raw;
  else {
    const phone = e164Of(raw);
    if (phone !== undefined) recipient.phone = phone;
  }
}

/** One of our customers' own numbers, from the two names Meta gives it. */
export function numberOf(displayPhone: unknown, phoneNumberId: unknown): NumberRef | undefined {
  const number: NumberRef = {};
  const e164 = e164Of(displayPhone);
  if (e164 !== undefined) number.e164 = e164;
  if (typeof phoneNumberId === "string" && /^\d{5,32}$/.test(phoneNumberId)) {
    number.phoneNumberId = phoneNumberId;
  }
  return number.e164 === undefined && number.phoneNumberId === undefined ? undefined : number;
}
