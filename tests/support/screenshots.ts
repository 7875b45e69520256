import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { looks, wear } from "./browser";

const folder = "tests/e2e/screenshots";
/** Tall enough for a whole first screen, small enough for a README. */
const heights = { 1440: 1130, 390: 844 } as const;

/** Pictures of the page that is open now, in every look: `numbers-1440-light.png` and so on. */
export async function takeScreenshots(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const look of looks) {
    await wear(page, look);
    await page.setViewportSize({ width: look.width, height: heights[look.width] });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${folder}/${name}-${look.width}-${look.scheme}.png` });
  }
}
