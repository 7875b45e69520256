import type { ParsedMail } from "mailparser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import { newPerson, newVisit, overflowOf, type Visit, wear } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { lookAt } from "@/tests/support/look-at";
import { makeMeta, type Phone } from "@/tests/support/meta-client";
import { type Product, startProduct } from "@/tests/support/product";
import { askApi, createSource, firstStart } from "@/tests/support/scene/stage";
import { type SmtpSink, startSmtpSink } from "@/tests/support/smtp-sink";

const deals: Phone = { number: "+15550100004", account: "104455660000004" };
const appSecret = "the secret of our own app";

let sink: SmtpSink;
let product: Product;
let browser: Browser;
/** Nobody is signed in: all that Maya has is her mail. */
let phone: Visit;
let mail: ParsedMail;

beforeAll(async () => {
  sink = await startSmtpSink();
  const server = { SMTP_URL: sink.url, MAIL_FROM: "alerts@bluebird.example" };
  product = await startProduct({ env: { ...firstStart, ...server } });
  browser = await launchChromium();
  phone = await newVisit(await newPerson(browser));
  await wear(phone.page, { width: 390, scheme: "light" });
  mail = await getRestricted();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await sink?.close();
});

test("from the mail to the page to an acknowledged alert, without signing in", async () => {
  const { page } = phone;
  await page.goto(addressIn("I'm on it"));
  await page.getByText("You act as").waitFor();
  const whileLooking = await states();
  const looked = { sideways: await overflowOf(page), wrong: await lookAt(phone) };

  await wear(page, { width: 390, scheme: "light" });
  await page.getByRole("button", { name: "I’m on it" }).click();
  await page.getByRole("heading", { name: "Done" }).waitFor();

  expect(whileLooking).toEqual(["open"]);
  expect(looked).toEqual({ sideways: { pixels: 0, culprits: [] }, wrong: [] });
  expect(await states()).toEqual(["acknowledged"]);
  expect(await page.getByText(/Maya|maya/).count()).toBeGreaterThan(0);
  expect(await lookAt(phone)).toEqual([]);
});

test("mutes for a day, and says until when", async () => {
  const { page } = phone;
  await press(page, addressIn("mute this account 1 day"), "Mute for 1 day");

  await page.getByText(/^Muted until /).waitFor();
  expect(phone.complaints()).toEqual([]);
});

test("a link that was changed is nothing, and says so kindly", async () => {
  const { page } = phone;
  await page.goto(`${product.url}/m/${"A".repeat(92)}`);

  await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
  expect(await lookAt(phone)).toEqual([]);
});

test("the mail program's own button ends alert mails without a page", async () => {
  const list = mail.headers.get("list") as { unsubscribe?: { url: string } } | undefined;
  const address = list?.unsubscribe?.url ?? "";
  const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });

  const asked = await fetch(address, { redirect: "manual" });
  const before = await receiving();
  const answer = await fetch(address, { method: "POST", body });

  expect([asked.status, before]).toEqual([303, [true]]);
  expect([answer.status, await receiving()]).toEqual([200, [false]]);
  await phone.page.goto(new URL(asked.headers.get("location") ?? "", product.url).href);
  await phone.page.getByText("Nobody else gets them either.").waitFor();
});

async function getRestricted(): Promise<ParsedMail> {
  const source = await createSource(product, {
    provider: "meta",
    name: "Our own app",
    credentials: { appSecret },
  });
  const meta = makeMeta(source.webhookUrl, appSecret);
  const now = Date.now();
  const message = { status: "delivered" as const, message: "wamid.1", to: "15551230001" };
  await meta.statuses(deals, [{ ...message, at: new Date(now - 60_000) }]);
  await meta.restrict(deals.account, new Date(now + 3 * 86_400_000), new Date(now));
  const arrived = () =>
    sink.mails.some(({ subject }) => subject?.startsWith("WhatsApp restricted"));
  expect(await waitUntil(arrived, 30_000)).toBe(true);
  const found = sink.mails.find(({ subject }) => subject?.startsWith("WhatsApp restricted"));
  if (!found) throw new Error("no mail about the restriction");
  return found;
}

function addressIn(words: string): string {
  const html = typeof mail.html === "string" ? mail.html : "";
  const links = [...html.matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)];
  const found = links.find(([, , text]) => text?.replaceAll("&#39;", "'") === words);
  expect(found?.[1]).toMatch(/\/m\/[\w-]{92}$/);
  return found?.[1] ?? "";
}

async function press(page: Page, address: string, button: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("button", { name: button }).click();
}

async function states(): Promise<string[]> {
  const { alerts } = await askApi<{ alerts: { state: string }[] }>(product, "alerts");
  return alerts.map(({ state }) => state);
}

async function receiving(): Promise<boolean[]> {
  const { people } = await askApi<{ people: { receivesMails: boolean }[] }>(product, "people");
  return people.map(({ receivesMails }) => receivesMails);
}
