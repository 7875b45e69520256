import { createTransport } from "nodemailer";
import { minutes } from "@/lib/domain/time";
import { pictureId } from "./render-html";

/** One mail to one person. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
  picture: Uint8Array | undefined;
  /** With its angle brackets; the same whenever the same mail is tried again. */
  messageId: string;
  /** Message-ID of the first mail of the thread. */
  thread: string | undefined;
  /** Where one press of the mail program's own button ends mails of this kind (RFC 8058). */
  unsubscribe?: string | undefined;
}

/** `permanent`: trying again cannot help. */
export type Posting = { sent: true } | { sent: false; permanent: boolean; reason: string };

export interface Mailer {
  send(letter: Letter): Promise<Posting>;
  close(): void;
}

export interface MailSettings {
  /** smtp:// or smtps://, with user and password in it. */
  smtpUrl: string;
  from: string;
}

const timeoutMs = minutes(0.5);

/** The only code that speaks SMTP. A server that never answers costs a slot half a minute, not the worker. */
export function makeMailer(settings: MailSettings): Mailer {
  const transport = createTransport({
    url: settings.smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const from = senderOf(settings.from);
  return {
    async send(letter) {
      try {
        await transport.sendMail({ from, ...messageOf(letter) });
        return { sent: true };
      } catch (error) {
        return { sent: false, ...failureOf(error) };
      }
    },
    close: () => transport.close(),
  };
}

function messageOf(letter: Letter) {
  return {
    to: { name: "", address: letter.to },
    subject: oneLine(letter.subject),
    text: letter.text,
    html: letter.html,
    messageId: letter.messageId,
    ...(letter.thread !== undefined && { inReplyTo: letter.thread, references: letter.thread }),
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(letter.unsubscribe !== undefined && {
        "List-Unsubscribe": `<${letter.unsubscribe}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
    },
    ...(letter.picture && {
      attachments: [
        {
          filename: "score.png",
          content: Buffer.from(letter.picture),
          contentType: "image/png",
          contentDisposition: "inline" as const,
          cid: pictureId,
        },
      ],
    }),
  };
}

/** A bare address gets the product's name; `Name <address>` is the operator's choice. */
function senderOf(from: string): string | { name: string; address: string } {
  return from.includes("<") ? oneLine(from) : { name: "Banguard", address: oneLine(from) };
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ").trim();
}

/** 5xx to a command about this mail is the server's last word; 4xx, logins and networks mend themselves or get mended. */
function failureOf(error: unknown): { permanent: boolean; reason: string } {
  const { responseCode, code, command } = describe(error);
  const answered = responseCode !== undefined && responseCode >= 500 && responseCode <= 599;
  const aboutMail = command === undefined || !/^(?:CONN|EHLO|HELO|STARTTLS|AUTH)/i.test(command);
  const reason = [responseCode, code, command].filter((part) => part !== undefined).join(" ");
  return { permanent: answered && aboutMail && code !== "EAUTH", reason: reason || "unknown" };
}

/** Codes only: the server's text may repeat the recipient. */
function describe(error: unknown): { responseCode?: number; code?: string; command?: string } {
  if (typeof error !== "object" || error === null) return {};
  const { responseCode, code, command } = error as Record<string, unknown>;
  return {
    ...(typeof responseCode === "number" && { responseCode }),
    ...(typeof code === "string" && { code }),
    ...(typeof command === "string" && { command: command.split(" ")[0] ?? command }),
  };
}
