import type { ParsedMail } from "mailparser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import { healthy, startGraph } from "@/tests/integration/poller/graph-server";
import { newPerson, newVisit, overflowOf, wear } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { findEnums } from "@/tests/support/enum-words";
import { makeMeta, type Meta, oneStatus, type Phone } from "@/tests/support/meta-client";
import { type Product, startProduct } from "@/tests/support/product";
import { playBadCampaign } from "@/tests/support/scene/bad-campaign";
import { type SmtpSink, startSmtpSink } from "@/tests/support/smtp-sink";

/** Of the account that the token belongs to; the local Graph knows its name. */
const market: Phone = { number: "+15550100001", account: "104455667788990" };
const kite: Phone = { number: "+15550100003", account: "104455660000003" };
const appSecret = "the secret of our own app";
const restrictedMs = 30_000;

let graph: Awaited<ReturnType<typeof startGraph>>;
let sink: SmtpSink;
let product: Product;
let browser: Browser;

beforeAll(async () => {
  graph = await startGraph();
  graph.answerWith(healthy());
  sink = await startSmtpSink();
  product = await startProduct({
    env: {
      META_GRAPH_URL: graph.url,
      SMTP_URL: sink.url,
      MAIL_FROM: "alerts@bluebird.example",
    },
  });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await sink?.close();
  await graph?.close();
});

test("from an empty installation to a mail, an answer to it, and the all-clear", async () => {
  const maya = await newPerson(browser);
  const visit = await newVisit(maya);
  const { page } = visit;

  await setUp(page);
  const meta = await connect(page);
  await deliverFirst(page, meta);
  await playBadCampaign(meta, kite);
  await seeNumbers(page);
  const restricted = await restrict(page, meta);
  await acknowledge(page);
  await readHighMail();
  await seeEnd(page, restricted);

  expect(visit.complaints()).toEqual([]);
  expect(findEnums(sink.mails.map(wordsOf).join("\n"))).toEqual([]);
  // "High" alone takes its minute, and a busy machine may need another one for the rest.
}, 240_000);

async function setUp(page: Page): Promise<void> {
  await page.goto(product.url);
  await page.waitForURL("**/setup");
  // The zone's own name, also where the browser still says Asia/Calcutta.
  const zone = page.getByLabel("Time zone");
  const isOurs = async () => (await zone.inputValue()) === "Asia/Kolkata";
  expect(await waitUntil(isOurs, 5_000)).toBe(true);
  await page.getByLabel("Your name").fill("Maya");
  await page.getByLabel("E-mail").fill("maya@bluebird.example");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByLabel("Workspace").fill("Bluebird Agency");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("button", { name: "That is us" }).click();
  await see(page, "No numbers yet");
  expect(await page.getByText("No mail leaves this installation.").count()).toBe(0);
}

/** The address, handed over the way Meta takes it: the token of somebody else gets nothing. */
async function connect(page: Page): Promise<Meta> {
  await page.getByRole("link", { name: "Connect how you send" }).click();
  await page.getByText("Our own Meta app").click();
  await page.getByText("Nothing would stop working.").click();
  await page.getByLabel("Name", { exact: true }).fill("Our own app");
  await page.getByLabel("App secret").fill(appSecret);
  await page.getByLabel("Access token (optional)").fill("token-of-market");
  await page.getByLabel("WhatsApp account id (optional)").fill(market.account);
  await page.getByRole("button", { name: "Connect" }).click();
  await see(page, "Waiting for the first event…");

  const [webhookUrl = "", verifyToken = ""] = await page.locator(".copy code").allTextContents();
  const meta = makeMeta(webhookUrl, appSecret);
  const stranger = await meta.handshake("guessed", "1158201444");
  const friend = await meta.handshake(verifyToken, "1158201444");
  expect(stranger.status).toBe(403);
  expect([friend.status, await friend.text()]).toEqual([200, "1158201444"]);
  await see(page, "WhatsApp has verified the address.");
  return meta;
}

/** Without a reload: why nothing comes, that the door works, and then that it comes. */
async function deliverFirst(page: Page, meta: Meta): Promise<void> {
  const loadedAt = await page.evaluate(() => performance.timeOrigin);
  const first = oneStatus(market, {
    status: "delivered",
    message: "wamid.first",
    to: "919990001111",
    at: new Date(),
    category: "utility",
  });
  const refused = await meta.post(first, "the secret of another app");
  expect(refused.status).toBe(401);
  await see(page, "the signature does not match");
  await see(page, "Paste the current one.");

  await page.getByRole("button", { name: "Send test event" }).click();
  await see(page, "It does not prove that WhatsApp reaches it.");

  expect((await meta.post(first)).status).toBe(200);
  await see(page, "Receiving; last event");
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
}

/** The name comes from the local Graph; the test number stays out. */
async function seeNumbers(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Numbers" }).first().click();
  await page.getByRole("link", { name: "Jasper Market" }).first().waitFor({ timeout: 15_000 });
  await page
    .getByRole("link", { name: /^\+1 ?555 ?010 ?0003$/ })
    .first()
    .waitFor();
  expect(await page.locator("a.row-link").count()).toBe(2);
}

/** A hard fact is on the open first screen, and accepted by a mail server, within seconds. */
async function restrict(page: Page, meta: Meta): Promise<ParsedMail> {
  const at = Date.now();
  await meta.restrict(market.account, new Date(at + restrictedMs), new Date(at));
  const mail = await waitForMail(
    /^WhatsApp restricted Jasper until .+: no campaigns on Jasper Market$/,
  );
  const mailAfter = Date.now() - at;
  await see(page, "Jasper is restricted");
  const shownAfter = Date.now() - at;

  expect(mailAfter).toBeLessThan(5_000);
  // One round of polling.
  expect(shownAfter).toBeLessThan(13_000);
  await expectNarrow(page, "I’m on it");
  return mail;
}

async function acknowledge(page: Page): Promise<void> {
  const card = page.locator("article.card", { hasText: "Jasper" });
  await card.getByRole("button", { name: "I’m on it" }).click();
  await card.getByText(/Maya is on it since/).waitFor();
}

/** The picture travels inside of the mail, and the mail names the campaign and the people. */
async function readHighMail(): Promise<void> {
  const mail = await waitForMail(/\+1 555 010 0003 is at high risk: .+ opted out of Festive-2$/);
  const [picture] = mail.attachments;
  // The parser puts the picture where the text names its Content-ID.
  expect(picture?.cid).toBeTruthy();
  expect(mail.html).toContain(`src="data:image/png;base64,`);
  expect(picture?.contentType).toBe("image/png");
  expect(picture?.content.subarray(1, 4).toString()).toBe("PNG");
  expect(mail.text).toContain("24 of");
}

async function seeEnd(page: Page, first: ParsedMail): Promise<void> {
  const mail = await waitForMail(/Jasper can send again: start with 200$/);
  expect(mail.inReplyTo).toBe(first.messageId);
  expect([mail.references].flat()).toContain(first.messageId);
  await page.goto(`${product.url}/alerts`);
  const over = page.getByRole("region", { name: "Over" });
  await over.getByRole("link", { name: /^WhatsApp restricted Jasper/ }).click();
  await see(page, "over since");
  await expectNarrow(page, "What happened");
}

async function see(page: Page, text: string): Promise<void> {
  await page.getByText(text).locator("visible=true").first().waitFor();
}

async function expectNarrow(page: Page, text: string): Promise<void> {
  await wear(page, { width: 390, scheme: "light" });
  expect(await page.getByText(text).first().isVisible()).toBe(true);
  expect(await overflowOf(page)).toEqual({ pixels: 0, culprits: [] });
  await wear(page, { width: 1440, scheme: "light" });
}

/** The first mail, of all accepted so far or soon, whose subject fits. */
async function waitForMail(subject: RegExp): Promise<ParsedMail> {
  const find = () => sink.mails.find((mail) => subject.test(mail.subject ?? ""));
  await waitUntil(() => find() !== undefined, 75_000, 50);
  const mail = find();
  if (mail) return mail;
  const came = sink.mails.map((one) => one.subject).join("\n");
  throw new Error(`No mail with the subject ${subject} came. What came:\n${came}`);
}

function wordsOf(mail: ParsedMail): string {
  return `${mail.subject} ${mail.text} ${String(mail.html).replace(/<[^>]*>/g, " ")}`;
}
