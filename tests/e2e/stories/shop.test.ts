import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { healthy, startGraph } from "@/tests/integration/poller/graph-server";
import { overflowOf, type Visit, wear } from "@/tests/support/browser";
import { findEnums } from "@/tests/support/enum-words";
import { makeMeta, type Meta } from "@/tests/support/meta-client";
import { signIn } from "@/tests/support/scene/stage";
import { ist, mailTo, openStory, type Story, subjectsTo } from "@/tests/support/simulated/story";

vi.setConfig({ testTimeout: 120_000 });

const wide = { width: 1440, scheme: "light" } as const;
const narrow = { width: 390, scheme: "light" } as const;
const maya = "maya@bluebird.example";
/** The local Graph knows this number and its account by name. */
const ours = "15550100001";
const account = "104455667788990";
const appSecret = "the secret of our own app";

let story: Story;
let graph: Awaited<ReturnType<typeof startGraph>>;
let desk: Visit;
let meta: Meta;

beforeAll(async () => {
  graph = await startGraph();
  graph.answerWith(healthy({ quality_rating: "GREEN" }));
  story = await openStory({ META_GRAPH_URL: graph.url });
  desk = await story.person();
});
afterAll(async () => {
  await story?.close();
  await graph?.close();
});

test("a shop's first file: foreign columns, refused lines, an honest score, a campaign gets its name", async () => {
  const { page } = desk;
  await signIn(page, story.product.url);
  await page.getByRole("button", { name: "That is us" }).click();
  await see(page, "No numbers yet");
  await choose(page, "january.csv", [
    ...wave("20/01/2034", 0, 1),
    ...wave("27/01/2034", 300, 1),
    `491709999999;${ours};Evaporated;27/01/2034 10:00`,
    `491709999998;${ours};Delivered;soon`,
  ]);
  await page.getByLabel("Category of all rows").selectOption("marketing");
  await see(page, "602 will be taken in and 2 refused");
  expect(await importIt(page, "january.csv")).toEqual(["602", "0", "2"]);
  await story.settle();

  await page.goto(`${story.product.url}/numbers/%2B${ours}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await see(page, "not available: ");
  await expectNarrow(page);
  await page.goto(`${story.product.url}/campaigns`);
  await page.getByRole("button", { name: "Name it" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Winter sale");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Winter sale", exact: true }).waitFor();
  await expectNarrow(page);
});

test("the second month adds only what is new, and a bad campaign is said though no alert opens", async () => {
  await story.ahead(ist("2034-02-26 10:00"));
  const { page } = desk;
  await page.goto(story.product.url);
  await choose(page, "february.csv", [
    ...wave("27/01/2034", 300, 1),
    ...wave("24/02/2034", 600, 14),
  ]);
  await see(page, "read like your last file with these columns");
  expect(await importIt(page, "february.csv")).toEqual(["314", "301", "0"]);
  await story.settle();

  await page.goto(`${story.product.url}/numbers/%2B${ours}`);
  await see(page, "14 of 300");
  await expectNarrow(page);
  expect(subjectsTo(story.sink, maya).filter(isAlert)).toEqual([]);

  await page.goto(`${story.product.url}/files`);
  await choose(page, "wrong.csv", wave("25/02/2034", 900, 0, "15550109999"));
  expect(await importIt(page, "wrong.csv")).toEqual(["300", "0", "0"]);
  await page.goto(`${story.product.url}/files`);
  const row = page.locator(".import-row", { hasText: "wrong.csv" });
  await row.getByRole("button", { name: /^Undo/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo it" }).click();
  await row.getByText("undone", { exact: true }).waitFor();
  await page.goto(story.product.url);
  await page.locator("a.row-link").first().waitFor();
  expect(await page.locator("a.row-link").count()).toBe(1);
});

test("account notices alone bring a restriction, its clock and its end", async () => {
  const { page } = desk;
  await connectNotices(page);
  await story.settle();
  await story.ahead(ist("2034-02-27 14:20"));
  graph.answerWith(healthy({ health_status: { can_send_message: "LIMITED", entities: [] } }));
  await meta.restrict(account, ist("2034-03-02 14:20"), story.now());
  await story.settle();
  const mail = await mailTo(story.sink, maya, /^WhatsApp restricted Jasper until .+Jasper Market$/);
  expect(mail.text).toContain("What works:");

  await page.goto(story.product.url);
  await see(page, "Jasper is restricted");
  await expectNarrow(page);
  await page.locator("article.card").getByRole("button", { name: "I’m on it" }).click();
  await page
    .getByText(/Maya is on it since|maya.* is on it since/)
    .first()
    .waitFor();
  await page.goto(`${story.product.url}/accounts/${account}`);
  await see(page, "Restricted until Thu");

  graph.answerWith(healthy({ quality_rating: "GREEN" }));
  await story.ahead(ist("2034-03-02 14:21"));
  const lifted = await mailTo(story.sink, maya, /Jasper can send again: start with 200$/);
  expect(lifted.inReplyTo).toBe(mail.messageId);
});

test("a quiet month later nothing needs the shop", async () => {
  const before = story.sink.mails.length;
  for (const monday of ["03-06", "03-13", "03-20", "03-27", "04-03"])
    await story.ahead(ist(`2034-${monday} 09:00`));
  const { page } = desk;
  await page.goto(story.product.url);
  if (page.url().includes("sign-in")) await signIn(page, story.product.url);
  await page.getByRole("heading", { level: 1 }).waitFor();

  expect(await page.locator("article.card").count()).toBe(0);
  await expectNarrow(page);
  const later = story.sink.mails.slice(before).map(({ subject }) => subject ?? "");
  expect(later.filter(isAlert)).toEqual([]);
  expect(later.length).toBeGreaterThan(0);
  // A page that stays open for more than a month outlives its session.
  const complaints = desk.complaints().filter((one) => !one.includes("401 (Unauthorized)"));
  expect(complaints).toEqual([]);
  const words = story.sink.mails.map(({ subject, text }) => `${subject} ${text}`).join("\n");
  expect(findEnums(words)).toEqual([]);
});

/** What a tool exports of one morning's offers: its own names, its own words, days first. */
function wave(day: string, first: number, stops: number, number = ours): string[] {
  const row = (at: number, outcome: string, hour: number) =>
    `49170${String(first + at).padStart(7, "0")};${number};${outcome};${day} ${hour}:${String(at % 60).padStart(2, "0")}`;
  return [
    ...Array.from({ length: 300 }, (_, at) => row(at, "Delivered", 10)),
    ...Array.from({ length: stops }, (_, at) => row(at * 7, "Unsubscribed", 11)),
  ];
}

async function choose(page: Page, name: string, rows: readonly string[]): Promise<void> {
  await page.goto(`${story.product.url}/files`);
  const text = ["Recipient;Sender;Outcome;Date", ...rows].join("\n");
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await see(page, "What does each column mean?");
}

async function importIt(page: Page, name: string): Promise<string[]> {
  await page.getByRole("button", { name: "Import the file" }).click();
  await see(page, `${name} is in`);
  return page.locator(".figures-row dd").allTextContents();
}

async function connectNotices(page: Page): Promise<void> {
  await page.goto(`${story.product.url}/sources/connect`);
  await page.getByText("Our own Meta app").click();
  await page.getByText("Nothing would stop working.").click();
  await page.getByLabel("Name", { exact: true }).fill("Notices");
  await page.getByLabel("App secret").fill(appSecret);
  await page.getByText("Account notices only", { exact: true }).click();
  await page.getByLabel("Access token (optional)").fill("token-of-market");
  await page.getByLabel("WhatsApp account id (optional)").fill(account);
  await page.getByRole("button", { name: "Connect" }).click();
  await see(page, "Waiting for the first event…");
  const [webhookUrl = ""] = await page.locator(".copy code").allTextContents();
  meta = makeMeta(webhookUrl, appSecret);
}

function isAlert(subject: string): boolean {
  return !subject.startsWith("Your WhatsApp numbers");
}

async function see(page: Page, text: string): Promise<void> {
  await page.getByText(text).locator("visible=true").first().waitFor();
}

async function expectNarrow(page: Page): Promise<void> {
  await wear(page, narrow);
  expect(await overflowOf(page)).toEqual({ pixels: 0, culprits: [] });
  await wear(page, wide);
}
