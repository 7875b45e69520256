import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { looks, overflowOf, violationsOf, type Visit, wear } from "./browser";
import { findEnums, readPage } from "./enum-words";

/** What axe asks of a page as a whole; a mail is shown inside of somebody else's page. */
export const pageRules = ["landmark-one-main", "page-has-heading-one", "region"];

/** Everything that is wrong with the page that is open now, at both widths and in both colours. */
export async function lookAt(
  { page, complaints }: Visit,
  { notFor = [] }: { notFor?: string[] } = {},
): Promise<string[]> {
  const found: string[] = [];
  const enums = findEnums(await readPage(page)).map((word) => `a program's word: ${word}`);
  await takeFramesOut(page);
  for (const look of looks) {
    await wear(page, look);
    const here = [
      ...(await violationsOf(new AxeBuilder({ page }).disableRules(notFor))),
      ...(await sideways(page)),
    ];
    found.push(...here.map((what) => `${look.width} ${look.scheme}: ${what}`));
  }
  return [...found, ...enums, ...complaints()];
}

async function sideways(page: Page): Promise<string[]> {
  const { pixels, culprits } = await overflowOf(page);
  return pixels > 0 ? [`scrolls ${pixels} px sideways: ${culprits.join(" … ")}`] : [];
}

/** A frame that may run no script never answers axe; what it shows, a mail, is looked at by itself. */
function takeFramesOut(page: Page): Promise<void> {
  return page.locator("iframe").evaluateAll((frames) => frames.forEach((frame) => frame.remove()));
}
