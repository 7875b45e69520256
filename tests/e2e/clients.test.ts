import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatPhone } from "@/lib/domain/phone";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import { newPerson, newVisit, schemes, type Visit, wear, widths } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { lookAt } from "@/tests/support/look-at";
import { type Product, startProduct } from "@/tests/support/product";
import { askApi, firstStart, pledge, signIn } from "@/tests/support/scene/stage";

let product: Product;
let browser: Browser;
let maya: Visit;

beforeAll(async () => {
  product = await startProduct({ env: firstStart });
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
  "from numbers to clients, and to who sees one of them, at %i px",
  async (width) => {
    const { page } = maya;
    await wear(page, { width, scheme: schemes[0] });
    const [kite, roast] = [`Kite ${width}`, `Roast ${width}`];
    const [offers, deals] = [
      `+1555010${width}`.padEnd(12, "1"),
      `+1555020${width}`.padEnd(12, "1"),
    ];
    await heard([offers, deals]);

    await page.goto(`${product.url}/settings/clients`);
    for (const name of [kite, roast]) await addClient(page, name);
    await give(page, offers, kite);
    await give(page, deals, roast);

    await page.goto(product.url);
    await choose(page, kite);
    await rows(page, 1);
    expect(page.url()).toMatch(/\?client=[\w-]{36}$/);
    await page.reload();
    await rows(page, 1);

    await page.locator("a.row-link").click();
    await rename(page, `${kite} – Offers`);
    await see(page, `client ${kite}`);
    await find(page, width, kite);
    await see(page, `${kite} – Offers`);

    const asha = await join(page, roast, `asha${width}@bluebird.example`);
    await wear(asha.page, { width, scheme: schemes[0] });
    await asha.page.goto(product.url);
    await rows(asha.page, 1);
    expect(await asha.page.locator("main").innerText()).not.toContain("Kite");
    const { numbers } = await askApi<{ numbers: { id: string; name: string }[] }>(
      product,
      "numbers",
    );
    const hidden = numbers.find(({ name }) => name.startsWith(kite));
    expect((await asha.page.goto(`${product.url}/numbers/${hidden?.id}`))?.status()).toBe(404);
    expect((await asha.page.goto(`${product.url}/settings/clients`))?.status()).toBe(404);

    expect(asha.complaints().filter(notMissing)).toEqual([]);
    expect(maya.complaints()).toEqual([]);
    await asha.page.context().close();
  },
);

test("the question before people begin anew is clean in every look", async () => {
  const { page } = maya;
  await wear(page, { width: 1440, scheme: "light" });
  await page.goto(`${product.url}/settings/clients`);
  await page.getByLabel("Show").selectOption({ label: "All numbers" });
  await page.getByRole("checkbox", { name: /^All/ }).check();
  await page.getByLabel("Give them to").selectOption({ label: "No client" });
  await page.getByRole("button", { name: /^Give 4 numbers$/ }).click();
  await see(page, "Their recipients begin anew.");

  expect(await lookAt(maya)).toEqual([]);
});

interface Heard {
  numbers: { number: string; lastEventAt: string | null }[];
}

/** Two numbers that have sent something. */
async function heard(numbers: readonly string[]): Promise<void> {
  const response = await fetch(`${product.url}/api/v1/events`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${firstStart.SETUP_API_KEY}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(
      numbers.map((number) => ({ number, kind: "sent", at: new Date().toISOString() })),
    ),
  });
  expect(response.status).toBe(200);
  const listed = async () => {
    const answer = await askApi<Heard>(product, "numbers");
    const seen = answer.numbers.filter(({ lastEventAt }) => lastEventAt !== null);
    return numbers.every((number) => seen.some((one) => one.number === number));
  };
  expect(await waitUntil(listed, 10_000)).toBe(true);
}

async function addClient(page: Page, name: string): Promise<void> {
  await page.getByLabel("New client").fill(name);
  await page.getByRole("button", { name: "Add client" }).click();
  await page.getByRole("link", { name }).waitFor();
}

/** By the keyboard alone: the box, the client, the button, and the answer to the question. */
async function give(page: Page, phone: string, client: string): Promise<void> {
  const box = page.getByRole("checkbox", { name: formatPhone(phone) });
  await box.focus();
  await page.keyboard.press("Space");
  await page.getByLabel("Give them to").selectOption({ label: client });
  await page.getByRole("button", { name: "Give 1 number" }).press("Enter");
  await see(page, "Their recipients begin anew.");
  await see(page, "Keep your own list of them");
  await page.getByRole("button", { name: "Give, and begin anew" }).press("Enter");
  await see(page, "1 moved.");
}

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Name and client" }).click();
  await page.getByLabel("Name of this number").fill(name);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** In the top bar of any page; on a phone over the list. */
async function find(page: Page, width: number, text: string): Promise<void> {
  if (width < 760) {
    await page.goto(product.url);
    await page.getByLabel("Find a number").pressSequentially(text);
  } else {
    await page.keyboard.press("/");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  await page.waitForURL(/\?find=Kite/);
  await rows(page, 1);
}

/** A member who sees one client only, by invitation. */
async function join(page: Page, client: string, email: string): Promise<Visit> {
  const { clients } = await askApi<{ clients: { id: string; name: string }[] }>(product, "clients");
  const ids = clients.filter(({ name }) => name === client).map(({ id }) => id);
  const response = await page.request.post(`${product.url}/api/v1/people/invitations`, {
    data: { email, role: "member", clients: ids },
    headers: { origin: product.url },
  });
  const { link } = (await response.json()) as { link: string };
  const visit = await newVisit(await newPerson(browser));
  await visit.page.goto(link);
  await visit.page.getByLabel("Your name").fill("Asha");
  await visit.page.getByLabel("Choose a password").fill("asha has a long one");
  await visit.page.getByRole("button", { name: "Join" }).click();
  await visit.page.waitForURL((address) => address.pathname === "/");
  return visit;
}

/** A page that has just come does not listen yet. */
async function choose(page: Page, client: string): Promise<void> {
  const chosen = await waitUntil(async () => {
    await page.getByLabel("Client").selectOption({ label: client });
    return page.url().includes("?client=");
  }, 10_000);
  expect(chosen).toBe(true);
}

async function rows(page: Page, count: number): Promise<void> {
  const shown = async () => (await page.locator("a.row-link").count()) === count;
  if (await waitUntil(shown, 10_000)) return;
  throw new Error(`not ${count} rows:\n${await page.locator("main").innerText()}`);
}

async function see(page: Page, text: string): Promise<void> {
  await page.getByText(text).locator("visible=true").first().waitFor();
}

/** The browser's own line about a page that is not there. */
function notMissing(complaint: string): boolean {
  return !/status of 404/.test(complaint);
}
