import { expect, test } from "vitest";
import { launchChromium } from "@/tests/support/chromium";

test("a browser starts on this machine and draws text", async () => {
  const browser = await launchChromium();
  const page = await browser.newPage();

  await page.setContent("<h1>Banguard</h1>");

  const heading = page.getByRole("heading", { name: "Banguard" });
  expect((await heading.boundingBox())?.width).toBeGreaterThan(50);
  await browser.close();
});
