import { Webhook } from "standardwebhooks";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Receiver, startReceiver } from "@/tests/integration/channels/receiver";
import { newPerson, newVisit, overflowOf, type Visit, wear, widths } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { lookAt } from "@/tests/support/look-at";
import { type Product, startProduct } from "@/tests/support/product";
import { firstStart, pledge, signIn } from "@/tests/support/scene/stage";

let receiver: Receiver;
let product: Product;
let browser: Browser;
let maya: Visit;

beforeAll(async () => {
  receiver = await startReceiver();
  product = await startProduct({ env: { ...firstStart, OUTBOUND_PRIVATE: "1" } });
  browser = await launchChromium();
  maya = await newVisit(await newPerson(browser));
  await signIn(maya.page, product.url);
  await pledge(maya.page);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await receiver?.close();
});

test.each(widths)("at %s px: add a signed webhook, send a test, see it arrive", async (width) => {
  const { page } = maya;
  const name = `Shop system ${width}`;
  await wear(page, { width, scheme: "light" });
  receiver.calls.splice(0);
  receiver.status(204);

  const secret = await add(page, name);
  await page.getByRole("link", { name: "send a test" }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByRole("cell", { name: "arrived" }).waitFor();

  const [call] = receiver.calls;
  expect(new Webhook(secret).verify(call?.body ?? "", call?.headers ?? {})).toMatchObject({
    type: "test",
    title: "Banguard test for Bluebird Agency",
  });
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(name);
  expect(await overflowOf(page)).toEqual({ pixels: 0, culprits: [] });
  expect(await lookAt(maya)).toEqual([]);
});

test("what failed says why in words, is sent again by hand, and the channel is switched off and on", async () => {
  const { page } = maya;
  await wear(page, { width: 1440, scheme: "light" });
  receiver.status(410);
  await add(page, "Old system");
  await page.getByRole("link", { name: "send a test" }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByText("The receiver says that this address is gone (410).").first().waitFor();
  await page.getByText("Switched off: the receiver said that this address is gone.").waitFor();
  receiver.status(200);
  await page.getByRole("button", { name: "Switch on" }).click();
  await page.getByRole("button", { name: /^Send again/ }).click();
  await page.getByRole("cell", { name: "arrived" }).waitFor();
  await page.getByRole("button", { name: "Change the secret" }).click();
  await page.getByText("Both secrets sign until").waitFor();

  expect(await lookAt(maya)).toEqual([]);
});

test("an address that makes no sense is refused beside the field", async () => {
  const { page } = maya;
  await page.goto(`${product.url}/settings/channels`);
  await page.getByLabel("Name", { exact: true }).fill("Nowhere");
  await page.getByLabel("Address").fill("ftp://shop.example");
  await page.getByRole("button", { name: "Add channel" }).click();
  await page.getByText("Enter a whole address: https://…").waitFor();

  expect(maya.complaints().filter((what) => !what.includes("400"))).toEqual([]);
});

async function add(page: Page, name: string): Promise<string> {
  await page.goto(`${product.url}/settings/channels`);
  await page.getByRole("radio", { name: /^Signed webhook/ }).check();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Address").fill(receiver.url);
  await page.getByLabel("Tell it").selectOption("everything");
  await page.getByRole("button", { name: "Add channel" }).click();
  const secret = page.locator(".copy code");
  await secret.waitFor();
  return secret.innerText();
}
