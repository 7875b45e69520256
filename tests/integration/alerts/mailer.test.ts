import { afterEach, expect, test } from "vitest";
import { composeStory } from "@/lib/email/compose";
import { makeMailer, type Letter } from "@/lib/email/mailer";
import { startSmtpSink, type Refuse, type SmtpSink } from "@/tests/support/smtp-sink";
import { festiveStory } from "@/tests/unit/email/stories";

const closers: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function sink(refuse?: Refuse, port?: number): Promise<SmtpSink> {
  const started = await startSmtpSink(refuse, port);
  closers.push(started.close);
  return started;
}

function mailerTo(smtpUrl: string, from = "alerts@banguard.example") {
  const mailer = makeMailer({ smtpUrl, from });
  closers.unshift(() => mailer.close());
  return mailer;
}

function letter(more: Partial<Letter> = {}): Letter {
  return {
    to: "maya@bluebird.example",
    ...composeStory(festiveStory(), ""),
    messageId: "<a1.open.maya@banguard.example>",
    thread: undefined,
    ...more,
  };
}

test("delivers text, HTML and the picture inside the mail", async () => {
  const { url, mails } = await sink();
  const { text, picture } = letter();

  const result = await mailerTo(url).send(letter());

  expect(result).toEqual({ sent: true });
  const [mail] = mails;
  const [attached] = mail?.attachments ?? [];
  expect(mail).toMatchObject({
    subject: "Kite Fashion – Offers is at high risk: 2.3 % opted out of Festive-2",
    from: { value: [{ name: "Banguard", address: "alerts@banguard.example" }] },
    messageId: "<a1.open.maya@banguard.example>",
  });
  expect(mail?.text?.trim()).toBe(text.trim());
  expect(attached).toMatchObject({ cid: "chart@banguard", contentDisposition: "inline" });
  expect(attached?.content).toEqual(Buffer.from(picture ?? []));
});

test("answers the first mail of its thread", async () => {
  const { url, mails } = await sink();
  const first = "<a1.open.maya@banguard.example>";

  await mailerTo(url).send(letter({ messageId: "<a1.end.maya@banguard.example>", thread: first }));

  expect(mails[0]?.inReplyTo).toBe(first);
  expect(mails[0]?.references).toBe(first);
});

test("keeps the operator's own sender name", async () => {
  const { url, mails } = await sink();

  await mailerTo(url, "Watch <watch@banguard.example>").send(letter());

  expect(mails[0]?.from?.value).toEqual([{ name: "Watch", address: "watch@banguard.example" }]);
});

test("cannot be talked into another recipient by a subject or an address", async () => {
  const { url, mails } = await sink();

  await mailerTo(url).send(letter({ subject: "hello\r\nBcc: eve@evil.example" }));

  expect(mails[0]?.bcc).toBeUndefined();
  expect(mails[0]?.to).toMatchObject({ text: "maya@bluebird.example" });
});

test("takes a refused recipient for the server's last word", async () => {
  const { url } = await sink(() => ({ code: 550, text: "no such maya@bluebird.example" }));

  const result = await mailerTo(url).send(letter());

  expect(result).toEqual({ sent: false, permanent: true, reason: "550 EENVELOPE RCPT" });
});

test("takes a busy server for a passing matter, and delivers the second time", async () => {
  const { url, mails } = await sink((attempt) =>
    attempt === 1 ? { code: 451, text: "later" } : undefined,
  );
  const mailer = mailerTo(url);

  const first = await mailer.send(letter());
  const second = await mailer.send(letter());

  expect(first).toMatchObject({ sent: false, permanent: false });
  expect(second).toEqual({ sent: true });
  expect(mails).toHaveLength(1);
});

test("delivers when a server that was down is up again", async () => {
  const gone = await startSmtpSink();
  await gone.close();
  const mailer = mailerTo(gone.url);

  const down = await mailer.send(letter());
  const back = await sink(undefined, gone.port);
  const up = await mailer.send(letter());

  expect(down).toMatchObject({ sent: false, permanent: false });
  expect(up).toEqual({ sent: true });
  expect(back.mails).toHaveLength(1);
});
