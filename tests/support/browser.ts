import type { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";

export const widths = [1440, 390] as const;
export const schemes = ["light", "dark"] as const;
export type Look = { width: (typeof widths)[number]; scheme: (typeof schemes)[number] };

export const looks: Look[] = widths.flatMap((width) =>
  schemes.map((scheme) => ({ width, scheme })),
);

export interface Visit {
  page: Page;
  /** Console errors, refused policies, script failures and requests that left this machine, since the last call. */
  complaints(): string[];
}

/** A person in India with a browser of her own. */
export function newPerson(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    timezoneId: "Asia/Kolkata",
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
  });
}

export async function newVisit(person: BrowserContext): Promise<Visit> {
  const page = await person.newPage();
  const seen: string[] = [];
  page.on("console", (message) => {
    const { url } = message.location();
    if (message.type() === "error") seen.push(`console: ${message.text()} ${url}`);
  });
  page.on("pageerror", (error) => seen.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    const local = hostname === "localhost" || hostname === "127.0.0.1";
    if (!local && /^https?:$/.test(protocol)) seen.push(`request left: ${request.url()}`);
  });
  await page.exposeFunction("reportPolicy", (what: string) => seen.push(`policy: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = Reflect.get(window, "reportPolicy") as (what: string) => void;
      report(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { page, complaints: () => seen.splice(0) };
}

/** Sets width and colours of an open page, the way a device would. */
export async function wear(page: Page, { width, scheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
}

/** How far the page can be scrolled sideways, in pixels, and what sticks out. */
export function overflowOf(page: Page): Promise<{ pixels: number; culprits: string[] }> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const pixels = document.documentElement.scrollWidth - width;
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    const culprits = pixels > 0 ? wide.slice(-3).map((one) => one.outerHTML.slice(0, 120)) : [];
    return { pixels, culprits };
  });
}

/** Violations as one line each: rule, what is wrong, where. */
export async function violationsOf(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, any }) => `${id}: ${help} at ${target.join(" ")} ${any[0]?.message ?? ""}`,
    ),
  );
}
