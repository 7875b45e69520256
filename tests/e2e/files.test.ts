import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
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
  "a file with foreign columns is mapped, seen before it counts, imported, on the chart, and undone, at %i px",
  async (width) => {
    const { page } = maya;
    const phone = `1555010${width}`.padEnd(11, "7");
    await wear(page, { width, scheme: schemes[0] });
    await page.goto(`${product.url}/sources`);
    await page.getByRole("link", { name: "Files" }).first().click();

    await page
      .getByLabel("File", { exact: true })
      .setInputFiles(fileOf(`tool-${width}.csv`, phone));
    await see(page, "What does each column mean?");
    await see(page, "Of the first 302 rows");
    expect(await page.getByLabel("Column Recipient").inputValue()).toBe("recipient");
    expect(await page.getByLabel("Column Outcome").inputValue()).toBe("kind");
    await page.getByLabel("Column Wave").selectOption("campaign");
    await page.getByLabel("Category of all rows").selectOption("marketing");
    await see(page, "300 will be taken in and 2 refused");
    await see(page, "What happened is a word we do not know: 1 row");
    await see(page, "marketing · Festive-2");
    expect(await lookAt(maya)).toEqual([]);
    await wear(page, { width, scheme: schemes[0] });

    await page.getByRole("button", { name: "Import the file" }).click();
    await see(page, `tool-${width}.csv is in`);
    expect(await page.locator(".figures-row dd").allTextContents()).toEqual(["300", "0", "2"]);
    await refusedLines(page, phone);
    await expectOnChart(page, `+${phone}`, 300);

    await page.goto(`${product.url}/files`);
    await page
      .getByLabel("File", { exact: true })
      .setInputFiles(fileOf(`tool-${width}.csv`, phone));
    await see(page, "read like your last file with these columns");
    await page.getByRole("button", { name: "Import the file" }).click();
    await see(page, `tool-${width}.csv is in`);
    expect(await page.locator(".figures-row dd").allTextContents()).toEqual(["0", "300", "2"]);

    await undo(page, `tool-${width}.csv`);
    expect(await lookAt(maya)).toEqual([]);
    await wear(page, { width, scheme: schemes[0] });
    const { numbers } = await askApi<{ numbers: { number: string }[] }>(product, "numbers");
    expect(numbers.map(({ number }) => number)).not.toContain(`+${phone}`);
    expect(maya.complaints()).toEqual([]);
  },
);

test.each(widths)(
  "account notices only: connected, said for data protection officers, changed and deleted, at %i px",
  async (width) => {
    const { page } = maya;
    const name = `Cautious ${width}`;
    await wear(page, { width, scheme: schemes[0] });
    await page.goto(`${product.url}/sources/connect`);
    await page.getByText("Our own Meta app").click();
    await page.getByText("Yes, or I am not sure").click();
    await see(page, "Create a second app in your own Meta business portfolio");
    await see(page, "WhatsApp cannot reach this Banguard yet.");
    await see(page, "To notice “STOP” we read answers for a moment and keep nothing of them.");
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("App secret").fill("secret");
    await page.getByText("Account notices only", { exact: true }).click();
    await page.getByRole("button", { name: "Connect" }).click();

    await see(page, "Do not tick");
    await see(page, "it processes no personal data of recipients");
    expect(await page.locator("code.chip", { hasText: /^messages$/ }).count()).toBe(0);
    expect(await lookAt(maya)).toEqual([]);
    await wear(page, { width, scheme: schemes[0] });

    await page.getByText("Change this source").click();
    await page.getByLabel("Name", { exact: true }).fill(`${name} 2`);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: `${name} 2` }).waitFor();
    await page.getByRole("button", { name: "Disable for now" }).click();
    await see(page, "Disabled: nothing is taken in.");

    await page.getByRole("button", { name: "Delete this source" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete this source" }).click();
    await page.waitForURL("**/sources");
    await page.getByRole("heading", { level: 1, name: "Sources" }).waitFor();
    expect(await page.getByText(`${name} 2`).count()).toBe(0);
    expect(maya.complaints()).toEqual([]);
  },
);

test.each(widths)(
  "a rating is entered by hand, and what is not seen has its page, at %i px",
  async (width) => {
    const { page } = maya;
    const number = `+1555099${width}`.padEnd(12, "3");
    await wear(page, { width, scheme: schemes[0] });
    await postEvents([
      { number, kind: "sent", at: new Date().toISOString(), category: "marketing" },
    ]);
    await waitUntil(async () => {
      const { numbers } = await askApi<{ numbers: { number: string; scoredAt: string | null }[] }>(
        product,
        "numbers",
      );
      return numbers.some((one) => one.number === number && one.scoredAt !== null);
    }, 15_000);

    await page.goto(`${product.url}/numbers/${encodeURIComponent(number)}`);
    await page.getByRole("button", { name: "Enter what WhatsApp shows" }).click();
    await page.getByRole("dialog").getByText("yellow").click();
    await page.getByLabel("Top block reason, if it shows one").selectOption("spam");
    await page.getByRole("button", { name: "Save" }).click();
    await see(page, "; top block reason: spam");
    await page.getByRole("link", { name: "Why, and what would help" }).click();
    await page.getByRole("heading", { level: 1, name: "What we cannot see" }).waitFor();
    await see(page, "Unknown: no read was reported in 7 days.");

    expect(await lookAt(maya)).toEqual([]);
    await wear(page, { width, scheme: schemes[0] });
    expect(maya.complaints()).toEqual([]);
  },
);

/** One row per message, as a tool might export it: its own names, its own words, days first. */
function fileOf(name: string, phone: string) {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const [year, month, day] = yesterday.slice(0, 10).split("-");
  const rows = Array.from(
    { length: 300 },
    (_, at) =>
      `49170${String(at).padStart(7, "0")};${phone};Delivered;${day}/${month}/${year} 10:${String(at % 60).padStart(2, "0")};Festive-2`,
  );
  const wrong = [
    `491709999999;${phone};Evaporated;${day}/${month}/${year} 10:00;Festive-2`,
    `491709999998;${phone};Delivered;soon;Festive-2`,
  ];
  const text = ["Recipient;Sender;Outcome;Date;Wave", ...rows, ...wrong].join("\n");
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}

async function refusedLines(page: Page, phone: string): Promise<void> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "2 refused lines as a file" }).first().click();
  const stream = await (await waiting).createReadStream();
  const text = Buffer.concat(await stream.toArray()).toString();
  expect(text).toContain(`"302","kind","unknown value"`);
  expect(text).toContain(`491709999999;${phone};Evaporated`);
}

async function expectOnChart(page: Page, number: string, delivered: number): Promise<void> {
  const from = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const query = new URLSearchParams({ from, to: new Date().toISOString(), step: "1d" });
  const { points } = await askApi<{ points: { delivered: number }[] }>(
    product,
    `numbers/${encodeURIComponent(number)}/trend?${query}`,
  );
  expect(points.reduce((sum, one) => sum + one.delivered, 0)).toBe(delivered);
  await page.goto(`${product.url}/numbers/${encodeURIComponent(number)}`);
  await page.locator(".recharts-surface").first().waitFor();
}

async function undo(page: Page, file: string): Promise<void> {
  await page.goto(`${product.url}/files`);
  const rows = page.locator(".import-row", { hasText: file });
  // The newest stands first and has added nothing; the first import is the one that counts.
  await rows.last().getByRole("button", { name: /^Undo/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("The 300 events that it brought go from every chart").waitFor();
  await dialog.getByRole("button", { name: "Undo it" }).click();
  await rows.last().getByText("undone", { exact: true }).waitFor();
  expect(await rows.last().getByRole("button", { name: /^Undo/ }).count()).toBe(0);
}

async function postEvents(events: object[]): Promise<void> {
  const response = await fetch(`${product.url}/api/v1/events`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${firstStart.SETUP_API_KEY}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(events),
  });
  expect(response.status).toBe(200);
}

async function see(page: Page, text: string): Promise<void> {
  await page.getByText(text).locator("visible=true").first().waitFor();
}
