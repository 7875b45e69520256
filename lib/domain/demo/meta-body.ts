import type { Instant } from "@/lib/domain/event";
import { accountOf, type DemoClient, type Line, lines, phoneNumberId } from "./cast";

export interface DemoStatus {
  status: "sent" | "delivered" | "read" | "failed";
  message: string;
  /** E.164 with its plus. */
  to: string;
  at: Instant;
  category: "marketing" | "utility";
  campaign?: string;
  list?: string;
  template?: string;
  code?: number;
}

export interface DemoAnswer {
  text: string;
  from: string;
  at: Instant;
  /** The message it answers. */
  answers: string;
}

/** Meta's limit of a delivery is a thousand parts. */
export const mostParts = 800;

export function statusesBody(line: Line, statuses: readonly DemoStatus[]): object {
  return messagesBody(line, { statuses: statuses.map(statusPart) });
}

export function answersBody(line: Line, answers: readonly DemoAnswer[]): object {
  const messages = answers.map(({ text, from, at, answers: id }) => ({
    id: `wamid.answer-${id}`,
    from: from.slice(1),
    timestamp: secondsOf(at),
    type: "text",
    text: { body: text },
    context: { id },
  }));
  return messagesBody(line, { messages });
}

/** What WhatsApp says of an account. */
export function noticeBody(client: DemoClient, field: string, value: object, at: Instant): object {
  const entry = {
    id: accountOf(client),
    time: Math.floor(at / 1000),
    changes: [{ field, value }],
  };
  return { object: "whatsapp_business_account", entry: [entry] };
}

function messagesBody(line: Line, parts: object): object {
  const { client, number } = lines[line];
  const metadata = {
    display_phone_number: number.slice(1),
    phone_number_id: phoneNumberId(line),
  };
  const value = { messaging_product: "whatsapp", metadata, ...parts };
  const entry = { id: accountOf(client), changes: [{ field: "messages", value }] };
  return { object: "whatsapp_business_account", entry: [entry] };
}

function statusPart(status: DemoStatus): object {
  const { campaign, list, template, category, code } = status;
  const labels = Object.entries({ campaign, list, template }).filter(
    ([, label]) => label !== undefined,
  );
  return {
    id: status.message,
    status: status.status,
    timestamp: secondsOf(status.at),
    recipient_id: status.to.slice(1),
    pricing: { billable: true, pricing_model: "PMP", category },
    ...(labels.length > 0 && {
      biz_opaque_callback_data: labels.map(([name, label]) => `${name}=${label}`).join(";"),
    }),
    ...(code !== undefined && { errors: [{ code, title: "Message undeliverable" }] }),
  };
}

function secondsOf(at: Instant): string {
  return String(Math.floor(at / 1000));
}
