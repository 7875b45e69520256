import { rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ParsedMail } from "mailparser";
import type { BrowserContext } from "playwright-core";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import { newPerson, newVisit, type Visit } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { makeDatabase } from "@/tests/support/database";
import { startProduct } from "@/tests/support/product";
import { firstStart } from "@/tests/support/scene/stage";
import { type SmtpSink, startSmtpSink } from "@/tests/support/smtp-sink";

/** Wednesday, 10:00 in India. Later than any real day on which this runs: a browser drops cookies that ended in its past. */
export const storyBegins = ist("2034-02-01 10:00");

const patienceMs = 45_000;

export function ist(moment: string): Date {
  return new Date(`${moment.replace(" ", "T")}:00+05:30`);
}

/**
 * The product with its own web and worker, its own database and a real mail server, at a time that the story moves on:
 * whatever was due in between is done at the end of each leap, by the worker that always does it.
 */
export async function openStory(env: Record<string, string> = {}) {
  const clockFile = path.join(tmpdir(), `banguard-clock-${crypto.randomUUID()}`);
  const preload = new URL("clock-ahead.mjs", import.meta.url).href;
  let aheadMs = storyBegins.getTime() - Date.now();
  await writeFile(clockFile, String(aheadMs));
  const [database, sink, browser] = await Promise.all([
    makeDatabase(),
    startSmtpSink(),
    launchChromium(),
  ]);
  const product = await startProduct({
    env: {
      ...firstStart,
      DATABASE_URL: database.url,
      SMTP_URL: sink.url,
      MAIL_FROM: "alerts@bluebird.example",
      INGEST_RATE: "100000",
      STORY_CLOCK: clockFile,
      NODE_OPTIONS: `--import ${preload}`,
      ...env,
    },
  });
  const people: BrowserContext[] = [];
  const now = () => new Date(Date.now() + aheadMs);

  const settle = () => settled(database.sql, now);
  return {
    product,
    sink,
    browser,
    now,
    settle,
    /** Moves on, and waits until everything that was due by then is done. */
    async ahead(to: Date): Promise<void> {
      if (to <= now()) throw new Error(`${to.toISOString()} has passed`);
      aheadMs = to.getTime() - Date.now();
      await writeFile(`${clockFile}.next`, String(aheadMs));
      await rename(`${clockFile}.next`, clockFile);
      for (const person of people) await person.clock.setFixedTime(now());
      // Until the product has read it, and done what it does regularly.
      await new Promise((resolve) => setTimeout(resolve, 200));
      await settle();
    },
    async person(): Promise<Visit> {
      const person = await newPerson(browser);
      await person.clock.setFixedTime(now());
      people.push(person);
      return newVisit(person);
    },
    async close(): Promise<void> {
      await browser.close();
      await product.stop();
      await sink.close();
      await database.close();
      await rm(clockFile, { force: true });
    },
  };
}

export type Story = Awaited<ReturnType<typeof openStory>>;

type Sql = Awaited<ReturnType<typeof makeDatabase>>["sql"];

async function settled(sql: Sql, now: () => Date): Promise<void> {
  let open: string[] = [];
  const done = async () => {
    // What is being worked on has its due time moved to the end of its lease. The chores of a
    // night (charts of an imported past, counting people) may take longer.
    const rows = await sql<{ kind: string }[]>`
      select /* across workspaces */ kind from due
      where kind not in ('reconstruct', 'people', 'retention')
        and (due_at <= ${now()} or (attempts > 0 and due_at <= ${new Date(now().getTime() + 600_000)}))`;
    open = rows.map(({ kind }) => kind);
    return open.length === 0;
  };
  if (await waitUntil(done, patienceMs, 30)) return;
  throw new Error(`still to do: ${open.join(", ")}`);
}

/** The mails of one person, in the order in which they came. */
export function mailsTo({ mails }: SmtpSink, who: string): ParsedMail[] {
  return mails.filter((mail) => [mail.to].flat()[0]?.text.includes(who));
}

export function subjectsTo(sink: SmtpSink, who: string): string[] {
  return mailsTo(sink, who).map(({ subject }) => subject ?? "");
}

/** Waits for it, since a mail leaves after what decided it. */
export async function mailTo(sink: SmtpSink, who: string, subject: RegExp): Promise<ParsedMail> {
  const find = () => mailsTo(sink, who).find((mail) => subject.test(mail.subject ?? ""));
  await waitUntil(() => find() !== undefined, 20_000, 30);
  const mail = find();
  if (mail) return mail;
  throw new Error(`No mail ${subject} to ${who}. What came:\n${subjectsTo(sink, who).join("\n")}`);
}

/** The address behind these words of a mail. */
export function linkIn(mail: ParsedMail, words: string): string {
  const html = typeof mail.html === "string" ? mail.html : "";
  const links = [...html.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)<\/a>/g)];
  const found = links.find(([, , text]) => text?.replaceAll("&#39;", "'") === words);
  if (found?.[1] === undefined) throw new Error(`no link “${words}” in ${mail.subject}`);
  return found[1];
}
