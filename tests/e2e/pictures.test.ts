import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { newPerson, newVisit } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { addChannel, findIds, type Ids, visitAsMaya } from "@/tests/support/page-cases";
import { type Product, startProduct } from "@/tests/support/product";
import { startSceneGraph } from "@/tests/support/scene/cast";
import { playScene } from "@/tests/support/scene/play-scene";
import { firstStart, settleScene } from "@/tests/support/scene/stage";
import { takeScreenshots } from "@/tests/support/screenshots";
import { type SmtpSink, startSmtpSink } from "@/tests/support/smtp-sink";

// For people to look at, and for the README: SCREENSHOTS=1 npm test -- --project e2e pictures

const places: Record<string, (ids: Ids) => string> = {
  numbers: () => "/",
  number: ({ number }) => `/numbers/${number}`,
  alerts: () => "/alerts",
  alert: ({ alert }) => `/alerts/${alert}`,
  sources: () => "/sources",
  source: ({ source }) => `/sources/${source}`,
  connect: () => "/sources/connect",
  outbox: () => "/outbox",
  mail: ({ mail }) => `/outbox/${mail}`,
  settings: () => "/settings",
};

let graph: Awaited<ReturnType<typeof startSceneGraph>>;
let sink: SmtpSink;
let product: Product;
let browser: Browser;

beforeAll(async () => {
  graph = await startSceneGraph();
  sink = await startSmtpSink();
  const mail = { SMTP_URL: sink.url, MAIL_FROM: "alerts@bluebird.example" };
  product = await startProduct({ env: { ...firstStart, ...mail, META_GRAPH_URL: graph.url } });
  browser = await launchChromium();
  await playScene(product);
  await settleScene(product);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await sink?.close();
  await graph?.close();
});

test("a picture of every page in every look", async () => {
  const maya = await newPerson(browser);
  const visit = await visitAsMaya(maya, product);
  await addChannel(maya, product);
  const ids = await findIds(product);

  for (const [name, address] of Object.entries(places)) {
    await visit.page.goto(`${product.url}${address(ids)}`, { waitUntil: "networkidle" });
    await takeScreenshots(visit.page, name);
  }

  expect(visit.complaints()).toEqual([]);
});

test("pictures of the first pages", async () => {
  const fresh = await startProduct();
  const visit = await newVisit(await newPerson(browser));

  await visit.page.goto(`${fresh.url}/setup`, { waitUntil: "networkidle" });
  await takeScreenshots(visit.page, "setup");
  await visit.page.goto(`${product.url}/sign-in`, { waitUntil: "networkidle" });
  await takeScreenshots(visit.page, "sign-in");

  expect(visit.complaints()).toEqual([]);
  await fresh.stop();
});
