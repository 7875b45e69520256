import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  newPerson,
  newVisit,
  overflowOf,
  schemes,
  type Visit,
  violationsOf,
  wear,
  widths,
} from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { type Product, startProduct } from "@/tests/support/product";
import { firstStart, signIn } from "@/tests/support/scene/stage";

vi.setConfig({ hookTimeout: 240_000, testTimeout: 300_000 });

let browser: Browser;
let product: Product;
let maya: Visit;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), startProduct({ env: firstStart })]);
  maya = await newVisit(await newPerson(browser));
  await signIn(maya.page, product.url);
  await maya.page.getByRole("button", { name: "That is us" }).click();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test("one click to twelve numbers that explain themselves, and one click back", async () => {
  const { page, complaints } = maya;

  // From an empty workspace.
  await page.getByRole("button", { name: "See it with sample data" }).click();
  await page.getByRole("heading", { name: "Playing ninety days of Bluebird Agency" }).waitFor();
  await page.getByRole("progressbar").waitFor();
  const verdict = page.getByRole("heading", { level: 1, name: /of 12 numbers need you/ });
  await verdict.waitFor({ timeout: 200_000 });

  const frame = page.getByRole("complementary", { name: "Demo" });
  for (const width of widths) await takeTour(page, width);

  await frame.getByRole("button", { name: "Skip the tour" }).click();
  await page.reload();
  await frame.waitFor();
  expect(await frame.getByRole("list").count()).toBe(0);

  // Back to the real workspace, which is as empty as before.
  await frame.getByRole("button", { name: "Remove the demo" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
  await page.getByRole("button", { name: "See it with sample data" }).waitFor();
  expect(await frame.count()).toBe(0);
  expect(complaints()).toEqual([]);
});

/** Verdict, list, mail; every page says what it is, and a removal can be thought over. */
async function takeTour(page: Page, width: (typeof widths)[number]): Promise<void> {
  const frame = page.getByRole("complementary", { name: "Demo" });
  await wear(page, { width, scheme: "light" });
  await frame.getByRole("link", { name: "Read the verdict" }).click();
  await page.getByRole("heading", { level: 1, name: /of 12 numbers need you/ }).waitFor();
  for (const name of ["Lumen Loans – Notices", "Kite Fashion – Offers", "Helio Solar – Service"])
    await page.getByText(name).filter({ visible: true }).first().waitFor();
  await lookAround(page, width);

  await frame.getByRole("link", { name: "Open Kite Fashion – Offers" }).click();
  await page.getByRole("heading", { level: 1, name: "Kite Fashion – Offers" }).waitFor();
  const next = page.getByRole("region", { name: "What next" });
  await next.getByText("Do not use festive-fair.csv again").waitFor();
  await frame.getByText("Done:").first().waitFor({ state: "attached" });

  await frame.getByRole("link", { name: "Open the mail" }).click();
  await page.getByRole("heading", { level: 1, name: "Outbox" }).waitFor();
  const mail = /^\[Demo\] Kite Fashion – Offers is at high risk: .* Festive-2$/;
  await page.getByRole("link", { name: mail }).first().click();
  await page.getByRole("heading", { level: 1, name: mail }).waitFor();
  await page.locator("iframe").contentFrame().getByText("festive-fair.csv").first().waitFor();

  await frame.getByRole("button", { name: "Remove the demo" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep it" }).click();
  await frame.getByRole("button", { name: "Remove the demo" }).waitFor();
}

async function lookAround(page: Page, width: (typeof widths)[number]): Promise<void> {
  for (const scheme of schemes) {
    await wear(page, { width, scheme });
    expect((await overflowOf(page)).culprits).toEqual([]);
    expect(await violationsOf(new AxeBuilder({ page }))).toEqual([]);
  }
}
