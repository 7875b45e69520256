import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import { newPerson, newVisit, overflowOf, wear } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { makeMeta, type Phone } from "@/tests/support/meta-client";
import { type Product, startProduct } from "@/tests/support/product";
import { playStops, playUnnamed } from "@/tests/support/scene/unnamed-campaign";
import { askApi, createSource, firstStart, pledge, signIn } from "@/tests/support/scene/stage";
import { type SmtpSink, startSmtpSink } from "@/tests/support/smtp-sink";

const kite: Phone = { number: "+15550100003", account: "104455660000003" };
const appSecret = "the secret of our own app";

let sink: SmtpSink;
let product: Product;
let browser: Browser;

beforeAll(async () => {
  sink = await startSmtpSink();
  product = await startProduct({
    env: { ...firstStart, SMTP_URL: sink.url, MAIL_FROM: "alerts@bluebird.example" },
  });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await sink?.close();
});

test("a campaign that nobody named gets a name, which then stands everywhere", async () => {
  const source = await createSource(product, {
    name: "Our own app",
    provider: "meta",
    credentials: { appSecret },
  });
  const meta = makeMeta(source.webhookUrl, appSecret);
  const began = await playUnnamed(meta, kite);
  // The page asks again only every half a minute.
  const counted = async () => {
    const { campaigns } = await askApi<{ campaigns: { delivered: number }[] }>(
      product,
      "campaigns",
    );
    return campaigns[0]?.delivered === 600;
  };
  await expect.poll(counted, { timeout: 60_000, interval: 200 }).toBe(true);
  const visit = await newVisit(await newPerson(browser));
  const { page } = visit;
  await signIn(page, product.url);
  await pledge(page);

  await nameIt(page, began);
  await page
    .getByRole("link", { name: /555 010 0003/ })
    .first()
    .click();
  const table = page.getByRole("region", { name: "Campaigns, last 14 days" });
  await table.getByRole("link", { name: "Payday", exact: true }).waitFor();
  await playStops(meta, kite, began);

  const high = / is at high risk: .+ opted out of Payday$/;
  const told = () => sink.mails.some(({ subject }) => high.test(subject ?? ""));
  expect(await waitUntil(told, 100_000, 200)).toBe(true);
  await takeAway(page);
  expect(visit.complaints()).toEqual([]);
});

/** On the page of all campaigns, with the keyboard's way out of the dialog tried first. */
async function nameIt(page: Page, began: Date): Promise<void> {
  await page.goto(`${product.url}/campaigns`);
  const clock = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Asia/Kolkata",
  }).format(began);
  await page.getByText(new RegExp(`^Unnamed campaign, \\w+ \\d+ \\w+ ${clock}$`)).waitFor();
  await page.getByRole("button", { name: "Name it" }).click();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);

  await wear(page, { width: 390, scheme: "dark" });
  await page.getByRole("button", { name: "Name it" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Payday");
  expect(await overflowOf(page)).toEqual({ pixels: 0, culprits: [] });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Payday", exact: true }).waitFor();
  await wear(page, { width: 1440, scheme: "light" });
}

async function takeAway(page: Page): Promise<void> {
  await page.goto(`${product.url}/campaigns`);
  await page.getByRole("link", { name: "Payday", exact: true }).click();
  await page.getByText("What followed").waitFor();
  await page
    .getByText(/is at high risk/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("button", { name: "Take the name away" }).click();
  await page.getByRole("heading", { name: /^Unnamed campaign/ }).waitFor();
}
