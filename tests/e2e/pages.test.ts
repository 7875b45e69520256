import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newPerson, newVisit, type Visit } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { findEnums } from "@/tests/support/enum-words";
import { lookAt, pageRules } from "@/tests/support/look-at";
import {
  addChannel,
  apart,
  cases,
  findIds,
  type Ids,
  start,
  visitAsMaya,
} from "@/tests/support/page-cases";
import { type Product, startProduct } from "@/tests/support/product";
import { startSceneGraph } from "@/tests/support/scene/cast";
import { playScene, type Scene } from "@/tests/support/scene/play-scene";
import { askApi, firstStart, settleScene, signIn } from "@/tests/support/scene/stage";

interface Mail {
  subject: string;
  text: string;
  html: string;
}

let graph: Awaited<ReturnType<typeof startSceneGraph>>;
let product: Product;
let browser: Browser;
let maya: BrowserContext;
let scene: Scene;
let ids: Ids;

beforeAll(async () => {
  graph = await startSceneGraph();
  browser = await launchChromium();
  product = await startProduct({ env: { ...firstStart, META_GRAPH_URL: graph.url } });
  scene = await playScene(product);
  maya = await newPerson(browser);
  await settleScene(product);
  await (await visitAsMaya(maya, product)).page.close();
  await addChannel(maya, product);
  ids = await findIds(product);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await graph?.close();
});

test("every page of the product has a case here", () => {
  const pages = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => basename(file) === "page.tsx")
    .sort();

  expect([...Object.keys(cases), ...apart].sort()).toEqual(pages);
});

test("the build holds no page that was made before somebody asked", () => {
  const manifest = JSON.parse(readFileSync(".next/prerender-manifest.json", "utf8")) as {
    routes: object;
    dynamicRoutes: object;
  };

  // Next's own page for a failure without a layout cannot be anything else, and a picture is no page.
  const made = Object.keys(manifest.routes).filter(
    (route) => route !== "/_global-error" && !/\.(?:svg|ico)$/.test(route),
  );
  expect([...made, ...Object.keys(manifest.dynamicRoutes)]).toEqual([]);
});

test("/setup is clean in every look", async () => {
  const fresh = await startProduct();
  const stranger = await newPerson(browser);
  const visit = await newVisit(stranger);

  await visit.page.goto(`${fresh.url}/setup`);
  await visit.page.getByLabel("Time zone").waitFor();

  expect(await lookAt(visit)).toEqual([]);
  await stranger.close();
  await fresh.stop();
});

test("sign-in and the pledge are clean in every look", async () => {
  const person = await newPerson(browser);
  const visit = await newVisit(person);

  await visit.page.goto(`${product.url}/`);
  await visit.page.getByLabel("Password").waitFor();
  const atTheDoor = await lookAt(visit);
  await signIn(visit.page, product.url);
  await visit.page.goto(`${product.url}/welcome`);
  const welcomed = await lookAt(visit);

  expect([...atTheDoor, ...welcomed]).toEqual([]);
  await person.close();
});

test.each(Object.keys(cases))("%s is clean in every look", async (file) => {
  const visit = await visitAsMaya(maya, product);
  const { address, shows, aged, chart, outside } = cases[file] ?? start;
  const scripts = listenForScripts(visit);

  await visit.page.goto(`${product.url}${address(ids)}`);
  await visit.page.getByText(shows).first().waitFor();
  if (chart) await visit.page.locator(".recharts-surface").first().waitFor();
  const ages = await visit.page.getByText(/(updated|last news) .+ ago/).count();
  const band = await visit.page.getByText("No mail leaves this installation.").count();

  expect(await lookAt(visit)).toEqual([]);
  expect(band).toBe(outside ? 0 : 1);
  expect(ages).toBe(aged ? 1 : 0);
  expect((await scripts()).some((code) => code.includes("recharts-"))).toBe(chart === true);
  await visit.page.close();
});

test("an address that leads nowhere says so, cleanly", async () => {
  const visit = await visitAsMaya(maya, product);

  const answer = await visit.page.goto(`${product.url}/no/such/page`);
  await visit.page.getByText("There is no such page").waitFor();

  expect(answer?.status()).toBe(404);
  const missing = /Failed to load resource.*404/;
  expect((await lookAt(visit)).filter((what) => !missing.test(what))).toEqual([]);
  await visit.page.close();
});

test("every mail is clean in every look and holds no program's word", async () => {
  const person = await newPerson(browser);
  const visit = await newVisit(person);
  const { mails } = await askApi<{ mails: { id: string }[] }>(product, "outbox");
  const found: string[] = [];

  for (const { id } of mails) {
    const mail = await askApi<Mail>(product, `outbox/${id}`);
    await visit.page.setContent(mail.html);
    found.push(
      ...findEnums(`${mail.subject} ${mail.text}`),
      ...(await lookAt(visit, { notFor: pageRules })),
    );
  }

  expect(mails.length).toBeGreaterThan(2);
  expect(found).toEqual([]);
  await person.close();
});

test("the checks find what they look for", async () => {
  const person = await newPerson(browser);
  const visit = await newVisit(person);

  // Under our own policy, but without React, which would put back what is planted here.
  await visit.page.goto(`${product.url}/api/health`);
  await visit.page.evaluate(() => {
    document.body.innerHTML =
      '<main><img src="/x.png"><p style="width:2000px">RESTRICTED_BIZ_INITIATED_MESSAGING, disable_scheduled</p></main>';
    const script = document.createElement("script");
    script.src = "http://127.0.0.1:9/x.js";
    document.body.setAttribute("onclick", "window.x = 1");
    document.body.click();
  });
  const found = (await lookAt(visit)).join("\n");

  expect(found).toContain("image-alt");
  expect(found).toMatch(/390 dark: scrolls \d+ px sideways/);
  expect(found).toContain("a program's word: RESTRICTED_BIZ_INITIATED_MESSAGING");
  expect(found).toContain("a program's word: disable_scheduled");
  expect(found).toContain("policy: script-src-attr");
  expect(found).toMatch(/console: Failed to load resource/);
  await person.close();
});

test("a change shows by itself on a page that is open", async () => {
  const visit = await visitAsMaya(maya, product);
  await visit.page.goto(product.url);
  await visit.page.getByText(/of 9 numbers need you/).waitFor();
  const before = await visit.page.evaluate(() => performance.timeOrigin);

  await scene.newNumber();
  await visit.page.getByText(/of 10 numbers need you/).waitFor({ timeout: 25_000 });

  expect(await visit.page.evaluate(() => performance.timeOrigin)).toBe(before);
  expect(visit.complaints()).toEqual([]);
  await visit.page.close();
});

/** The code of every script that the page has loaded until it is asked. */
function listenForScripts({ page }: Visit): () => Promise<string[]> {
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      bodies.push(response.text().catch(() => ""));
  });
  return () => Promise.all(bodies);
}
