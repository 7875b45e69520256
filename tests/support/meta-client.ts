import { createHmac } from "node:crypto";

/** A number of a WhatsApp account, as Meta's deliveries name it. */
export interface Phone {
  /** E.164 with its plus. */
  number: string;
  account: string;
}

export interface MessageStatus {
  status: "sent" | "delivered" | "read" | "failed";
  message: string;
  /** Digits only. */
  to: string;
  at: Date;
  category?: "marketing" | "utility";
  campaign?: string;
  list?: string;
  template?: string;
  code?: number;
}

export interface Answer {
  text: string;
  from: string;
  at: Date;
  /** The message it answers. */
  answers?: string;
}

type Field = Record<string, unknown>;

/** Plays Meta for one source: the handshake, and deliveries signed with the app's secret. */
export function makeMeta(webhookUrl: string, appSecret: string) {
  async function post(body: object, secret = appSecret): Promise<Response> {
    const bytes = JSON.stringify(body);
    const signature = createHmac("sha256", secret).update(bytes).digest("hex");
    const headers = {
      "content-type": "application/json",
      "x-hub-signature-256": `sha256=${signature}`,
    };
    const response = await fetch(webhookUrl, { method: "POST", headers, body: bytes });
    if (response.status !== 429) return response;
    const seconds = Number(response.headers.get("retry-after") ?? 1);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return post(body, secret);
  }

  async function deliver(body: object): Promise<void> {
    const response = await post(body);
    if (response.status !== 200)
      throw new Error(`The delivery got ${response.status}: ${await response.text()}`);
  }

  return {
    post,
    async handshake(verifyToken: string, challenge: string): Promise<Response> {
      const query = new URLSearchParams({
        "hub.mode": "subscribe",
        "hub.verify_token": verifyToken,
        "hub.challenge": challenge,
      });
      return fetch(`${webhookUrl}?${query}`);
    },
    /** As many deliveries as the door's limit of 1,000 parts asks for. */
    async statuses(phone: Phone, statuses: readonly MessageStatus[]): Promise<void> {
      for (const part of parts(statuses))
        await deliver(messages(phone, { statuses: part.map(statusField) }));
    },
    async answers(phone: Phone, answers: readonly Answer[]): Promise<void> {
      for (const part of parts(answers))
        await deliver(messages(phone, { messages: part.map(answerField) }));
    },
    /** What WhatsApp says of an account: bans, restrictions, templates. */
    async notice(account: string, field: string, value: Field, at: Date): Promise<void> {
      await deliver(envelope(account, { field, value }, seconds(at)));
    },
    async restrict(account: string, until: Date, at: Date): Promise<void> {
      const types = ["RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_ADD_PHONE_NUMBER_ACTION"];
      const restrictions = types.map((restriction_type) => ({
        restriction_type,
        expiration: seconds(until),
      }));
      const value = { event: "ACCOUNT_RESTRICTION", restriction_info: restrictions };
      await this.notice(account, "account_update", value, at);
    },
  };
}

export type Meta = ReturnType<typeof makeMeta>;

const mostParts = 800;

function parts<T>(all: readonly T[]): T[][] {
  const pieces: T[][] = [];
  for (let from = 0; from < all.length; from += mostParts)
    pieces.push(all.slice(from, from + mostParts));
  return pieces;
}

/** One delivery with a few statuses of one number. */
export function oneStatus(phone: Phone, status: MessageStatus): object {
  return messages(phone, { statuses: [statusField(status)] });
}

function messages({ number, account }: Phone, parts: Field): object {
  const digits = number.slice(1);
  const metadata = { display_phone_number: digits, phone_number_id: phoneNumberId(number) };
  const value = { messaging_product: "whatsapp", metadata, ...parts };
  return envelope(account, { field: "messages", value });
}

/** The same invented id in deliveries and in the answers of the local Graph. */
export function phoneNumberId(number: string): string {
  return `22${number.slice(1)}`;
}

function envelope(account: string, change: Field, time?: number): object {
  const entry = { id: account, ...(time !== undefined && { time }), changes: [change] };
  return { object: "whatsapp_business_account", entry: [entry] };
}

function statusField(status: MessageStatus): Field {
  const { campaign, list, template, category, code } = status;
  const labels = Object.entries({ campaign, list, template }).filter(
    ([, label]) => label !== undefined,
  );
  return {
    id: status.message,
    status: status.status,
    timestamp: String(seconds(status.at)),
    recipient_id: status.to,
    ...(category !== undefined && { pricing: { billable: true, pricing_model: "PMP", category } }),
    ...(labels.length > 0 && {
      biz_opaque_callback_data: labels.map(([name, label]) => `${name}=${label}`).join(";"),
    }),
    ...(code !== undefined && { errors: [{ code, title: "Message undeliverable" }] }),
  };
}

let answered = 0;

function answerField({ text, from, at, answers }: Answer): Field {
  answered += 1;
  return {
    id: `wamid.answer-${from}-${answered}`,
    from,
    timestamp: String(seconds(at)),
    type: "text",
    text: { body: text },
    ...(answers !== undefined && { context: { id: answers } }),
  };
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
