import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface SmtpSink {
  port: number;
  url: string;
  /** Everything accepted so far, as a reader's program understands it. */
  mails: ParsedMail[];
  /** How often somebody tried to hand a mail over. */
  attempts(): number;
  close(): Promise<void>;
}

/** The answer to the recipient of the n-th attempt (from 1); undefined accepts. */
export type Refuse = (attempt: number) => { code: number; text: string } | undefined;

/** A real SMTP server on loopback. `port` 0 takes any free one. */
export async function startSmtpSink(refuse: Refuse = () => undefined, port = 0): Promise<SmtpSink> {
  const mails: ParsedMail[] = [];
  let attempts = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onRcptTo(_address, _session, done) {
      attempts += 1;
      const refusal = refuse(attempts);
      if (!refusal) return done();
      done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  // A connection that ends in the middle is the client's business.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.server.address() as AddressInfo;
  return {
    port: taken,
    url: `smtp://127.0.0.1:${taken}`,
    mails,
    attempts: () => attempts,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
