import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newPerson, newVisit, schemes, type Visit, wear, widths } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { lookAt } from "@/tests/support/look-at";
import { type Product, startProduct } from "@/tests/support/product";
import { firstStart, pledge, signIn } from "@/tests/support/scene/stage";

let product: Product;
let browser: Browser;
let maya: Visit;

beforeAll(async () => {
  product = await startProduct({
    env: { ...firstStart, SUBPROCESSORS: "Rack One, hosting, India" },
  });
  browser = await launchChromium();
  maya = await newVisit(await newPerson(browser));
  await signIn(maya.page, product.url);
  await pledge(maya.page);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test.each(widths)(
  "a recipient is forgotten, times get shorter, everything is exported, and the log tells of it, at %i px",
  async (width) => {
    const { page } = maya;
    await wear(page, { width, scheme: schemes[0] });
    const phone = `+9198765${width}`.padEnd(13, "3");
    await heardFrom(phone);

    await erase(page, phone);
    await see(page, "2 rows no longer speak of this person:");
    await page.getByRole("button", { name: "Close" }).click();
    await erase(page, phone.replace("+91", "0091 "));
    await see(page, "Nothing here spoke of this number.");
    expect(await lookAt(maya)).toEqual([]);
    await wear(page, { width, scheme: schemes[0] });

    await shorten(page, width === 1440 ? "60" : "40");
    expect(await takeExport(page)).toBe("PK");
    expect(await lookAt(maya)).toEqual([]);
    await wear(page, { width, scheme: schemes[0] });

    await page.goto(`${product.url}/settings/audit`);
    await see(page, "erased a recipient by phone number");
    await see(page, "changed how long things are kept in");
    await see(page, "exported everything of Bluebird Agency");
    expect(await page.locator("main").innerText()).not.toContain(phone.slice(3));
    await page.getByLabel("What", { exact: true }).selectOption("retention");
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForURL(/what=retention/);
    await see(page, "days for single messages");
    expect(await page.getByText("erased a recipient").count()).toBe(0);
    expect(await lookAt(maya)).toEqual([]);
    expect(maya.complaints()).toEqual([]);
  },
  240_000,
);

test("the privacy page is there for everybody, and says what must be said", async () => {
  const stranger = await newVisit(await newPerson(browser));
  await stranger.page.goto(`${product.url}/privacy`);

  const words = await stranger.page.locator("main").innerText();
  expect(words).toContain(
    "The codes are still personal data, because you could find a person again by their number.",
  );
  expect(words).toContain("Not part of, or endorsed by, WhatsApp or Meta.");
  expect(words).toContain("To be read by a lawyer");
  expect(words).toContain("Rack One, hosting, India");
  expect(await lookAt(stranger)).toEqual([]);
});

test("a wrong name erases nothing, the right one ends the workspace for everybody", async () => {
  const { page } = maya;
  await wear(page, { width: 390, scheme: schemes[0] });
  await page.goto(`${product.url}/settings/data`);
  await page.getByRole("button", { name: "Erase workspace…" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Bluebird");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await see(page, "Type the name exactly as it stands");
  maya.complaints();

  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Bluebird Agency");
  await page.getByRole("button", { name: "Erase for good" }).click();

  await page.waitForURL(/\/(setup|sign-in)/);
  expect((await page.context().request.get(`${product.url}/api/v1/numbers`)).status()).toBe(401);
});

async function erase(page: Page, phone: string): Promise<void> {
  await page.goto(`${product.url}/settings/privacy`);
  await page.getByRole("button", { name: "Erase a recipient…" }).click();
  await see(page, "Keep them on your own suppression list.");
  await page.getByLabel("Phone number with its country code").fill(phone);
  await page.getByRole("button", { name: "Erase", exact: true }).click();
}

async function shorten(page: Page, days: string): Promise<void> {
  await page.goto(`${product.url}/settings/data`);
  await page.getByLabel("Days for single messages and answers").fill(days);
  await page.getByRole("button", { name: "Save" }).click();
  await see(page, "0 single messages and answers");
  await page.getByRole("button", { name: "Delete and keep shorter" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.reload();
  expect(await page.getByLabel("Days for single messages and answers").inputValue()).toBe(days);
}

/** The first two letters of the archive that the browser has written. */
async function takeExport(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^banguard-export-\d{4}-\d\d-\d\d\.zip$/);
  return readFileSync(await download.path())
    .subarray(0, 2)
    .toString();
}

/** A message to this person, and their no. */
async function heardFrom(recipient: string): Promise<void> {
  const at = new Date(Date.now() - 60_000).toISOString();
  const number = "+15550100077";
  const response = await fetch(`${product.url}/api/v1/events`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${firstStart.SETUP_API_KEY}`,
      "content-type": "application/json",
    },
    body: JSON.stringify([
      { number, kind: "sent", at, recipient, message: crypto.randomUUID(), category: "marketing" },
      { number, kind: "read", at, recipient, message: crypto.randomUUID() },
    ]),
  });
  expect(response.status).toBe(200);
}

function see(page: Page, words: string): Promise<void> {
  return page.getByText(words).first().waitFor();
}
