import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import { newPerson, newVisit, type Visit } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { makeMeta, type Meta, oneStatus, type Phone } from "@/tests/support/meta-client";
import { type Product, startProduct } from "@/tests/support/product";
import { createSource, firstStart, pledge, signIn } from "@/tests/support/scene/stage";

const phones: Phone[] = [1, 2, 3, 4].map((n) => ({
  number: `+1555010000${n}`,
  account: `10445566000000${n}`,
}));
/** With a little for the machine: the product promises two. */
const pushedMs = 2_000;

let product: Product;
let browser: Browser;
let maya: BrowserContext;
let polling: Visit;
/** Hears of changes by push alone. */
let pushed: Visit;
let meta: Meta;
let database: Sql;

beforeAll(async () => {
  product = await startProduct({ env: firstStart });
  database = openDatabase(product);
  const credentials = { appSecret: "the secret of our own app" };
  const source = await createSource(product, { name: "Meta", provider: "meta", credentials });
  meta = makeMeta(source.webhookUrl, credentials.appSecret);
  browser = await launchChromium();
  maya = await newPerson(browser);
  polling = await newVisit(maya);
  await signIn(polling.page, product.url);
  await pledge(polling.page);
  await deliver(phones);
  // A browser of its own: the switch is remembered by the browser, for all its pages.
  pushed = await newVisit(await newPerson(browser));
  await signIn(pushed.page, product.url);
  await pushed.page.addInitScript(() => window.localStorage.setItem("polling", "off"));
  await Promise.all([open(polling.page), open(pushed.page)]);
});
afterAll(async () => {
  await browser?.close();
  await database?.end();
  await product?.stop();
});

test("a page that never polls shows a change that came through the real door within two seconds", async () => {
  const restricted = await restrict(0);

  const tookMs = await restricted.seenOn(pushed.page, 10_000);

  expect(tookMs).toBeLessThan(pushedMs);
});

test("without LISTEN a change is seen by polling, and later by push again", async () => {
  const deaf = await findListener();
  process.kill(deaf, "SIGSTOP");
  await waitUntil(() => / T /.test(readFileSync(`/proc/${deaf}/stat`, "utf8")), 5_000, 20);
  // What was said before may still be on its way to a page.
  await sleep(3_000);
  const first = await restrict(1);
  const byPolling = await first.seenOn(polling.page, 20_000);
  const silent = await first.isShownOn(pushed.page);
  process.kill(deaf, "SIGCONT");
  await first.seenOn(pushed.page, 10_000);
  await database`select pg_terminate_backend(${deaf})`;
  await waitUntil(async () => (await listListeners()).some((pid) => pid !== deaf), 10_000);
  const second = await restrict(2);
  const byPush = await second.seenOn(pushed.page, 10_000);

  expect(byPolling).toBeLessThan(13_000);
  expect(silent).toBe(false);
  expect(byPush).toBeLessThan(pushedMs);
  expect([...polling.complaints(), ...pushed.complaints()]).toEqual([]);
});

test("a stream that cannot be had is tried again", async () => {
  const page = await maya.newPage();
  let refused = 0;
  await page.route("**/api/stream", (route) => {
    refused += 1;
    return route.abort();
  });
  await open(page);
  await waitUntil(() => refused > 1, 10_000);
  const again = page.waitForResponse("**/api/stream", { timeout: 65_000 });
  await page.unroute("**/api/stream");

  expect((await again).status()).toBe(200);
  expect(refused).toBeGreaterThan(1);
  await page.close();
});

async function deliver(all: readonly Phone[]): Promise<void> {
  for (const [at, phone] of all.entries()) {
    const status = {
      status: "delivered",
      message: `wamid.first${at}`,
      to: "919990001111",
    } as const;
    await meta.post(oneStatus(phone, { ...status, at: new Date(), category: "utility" }));
  }
}

async function open(page: Page): Promise<void> {
  const stream = page.waitForRequest("**/api/stream");
  await page.goto(`${product.url}/`);
  await page.getByText("+1 555 010 0004").locator("visible=true").first().waitFor();
  await stream;
}

async function restrict(at: number) {
  const { number = "", account = "" } = phones[at] ?? {};
  const began = performance.now();
  await meta.restrict(account, new Date(Date.now() + 86_400_000), new Date());
  const name = number.replace(/^\+1(\d{3})(\d{3})/, "+1 $1 $2 ");
  const shown = (page: Page) =>
    page
      .locator("article.card", { hasText: name })
      .getByText(/restricted/i)
      .first();
  return {
    isShownOn: (page: Page) => shown(page).isVisible(),
    async seenOn(page: Page, timeout: number): Promise<number> {
      await shown(page).waitFor({ timeout });
      return performance.now() - began;
    },
  };
}

function openDatabase({ dataDir }: Product): Sql {
  const read = (file: string) => readFileSync(path.join(dataDir, file), "utf8").trim();
  const { port } = JSON.parse(read("postgres.json")) as { port: number };
  const address = `127.0.0.1:${port}/banguard`;
  return postgres(`postgres://banguard:${read("postgres.password")}@${address}`, { max: 1 });
}

/** The backends through which a web process hears hints. */
async function listListeners(): Promise<number[]> {
  const rows = await database<{ pid: number }[]>`
    select pid from pg_stat_activity where query ilike 'listen "banguard_hint"%'`;
  return rows.map(({ pid }) => pid);
}

async function findListener(): Promise<number> {
  const [pid, ...more] = await listListeners();
  if (pid === undefined || more.length > 0) throw new Error("one LISTEN is what a process has");
  return pid;
}
