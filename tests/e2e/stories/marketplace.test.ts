import type { Page } from "playwright-core";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { minutes } from "@/lib/domain/time";
import { type Receiver, startReceiver } from "@/tests/integration/channels/receiver";
import { overflowOf, type Visit, wear } from "@/tests/support/browser";
import { findEnums } from "@/tests/support/enum-words";
import { makeMeta, type Meta, type Phone } from "@/tests/support/meta-client";
import { playBadCampaign } from "@/tests/support/scene/bad-campaign";
import { person } from "@/tests/support/scene/cast";
import { createSource, signIn } from "@/tests/support/scene/stage";
import { ist, mailTo, openStory, type Story, subjectsTo } from "@/tests/support/simulated/story";
import {
  ask,
  campaignOf,
  daily,
  importHistory,
  playQuiet,
  quietDay,
  quietMonth,
  send,
} from "@/tests/support/simulated/traffic";
import type { ChannelEventJson } from "@/lib/wire/channel-event";

vi.setConfig({ testTimeout: 120_000 });

const wide = { width: 1440, scheme: "light" } as const;
const narrow = { width: 390, scheme: "light" } as const;
const maya = "maya@bluebird.example";
const bazaar: Phone = { number: "+15550100001", account: "104455667788990" };
const appSecret = "the secret of our own app";

let story: Story;
let receiver: Receiver;
let desk: Visit;
let meta: Meta;
let key: string;
let secret: string;

beforeAll(async () => {
  receiver = await startReceiver();
  story = await openStory({ OUTBOUND_PRIVATE: "1" });
  desk = await story.person();
});
afterAll(async () => {
  await story?.close();
  await receiver?.close();
});

test("an engineer connects 300,000 messages a month: key, description, own events, webhook", async () => {
  const { page } = desk;
  await signIn(page, story.product.url);
  await page.getByRole("button", { name: "That is us" }).click();
  await see(page, "No numbers yet");
  await page.goto(`${story.product.url}/settings/keys`);
  await page.getByLabel("New key for").fill("Offers service");
  await page.getByRole("button", { name: "Create key" }).click();
  key = await page.locator(".copy code").innerText();
  const description = await fetch(`${story.product.url}/api/v1/openapi.json`, {
    headers: { authorization: `Bearer ${key}` },
  });
  expect(await description.json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
  secret = await addWebhook(page);

  const source = await createSource(story.product, {
    provider: "meta",
    name: "Our own app",
    credentials: { appSecret },
  });
  meta = makeMeta(source.webhookUrl, appSecret);
  const past = daily(ist("2034-01-16 08:50"), story.now());
  await importHistory(story, past.flatMap(dayOfBazaar));

  await page.goto(story.product.url);
  await see(page, "Your number is quiet. Nothing to do.");
  await expectNarrow(page);
});

test("campaign and list meet Meta's statuses, whichever came first", async () => {
  await story.ahead(ist("2034-02-02 12:00"));
  await send(story, dayOfBazaar(ist("2034-02-02 08:50")));
  const at = new Date(story.now().getTime() - minutes(20));
  const first = Array.from({ length: 150 }, (_, index) => index);
  const second = first.map((index) => index + 150);
  await sendOwn("Payday", first, at);
  await deliver(first, "Payday", at);
  await deliver(second, "Payday", at);
  await sendOwn("Payday", second, at);
  await story.settle();
  const { campaigns } = await ask<Campaigns>(story, "GET", "campaigns?days=7");
  const payday = campaigns.find(({ name }) => name === "Payday");
  expect(payday).toMatchObject({ sent: 300, delivered: 300, optedOut: 0 });

  const { page } = desk;
  await page.goto(`${story.product.url}/campaigns`);
  await page.getByRole("link", { name: "Payday", exact: true }).waitFor();
  await expectNarrow(page);
  const waiting = page.waitForEvent("download");
  await page
    .getByRole("link", { name: /^Download .+ as CSV$/ })
    .first()
    .click();
  const stream = await (await waiting).createReadStream();
  expect(Buffer.concat(await stream.toArray()).toString()).toContain("Payday");
});

test("offers after a no, and a campaign that goes wrong: a mail and a signed call each", async () => {
  const noes = Array.from({ length: 12 }, (_, index) => index);
  await meta.answers(
    bazaar,
    noes.map((index) => ({
      text: "STOP",
      from: person(index),
      at: story.now(),
      answers: `wamid.Payday-${index}`,
    })),
  );
  await story.ahead(ist("2034-02-04 11:00"));
  await send(story, [ist("2034-02-03 08:50"), ist("2034-02-04 08:50")].flatMap(dayOfBazaar));
  await sendOwn("Payday again", noes, new Date(story.now().getTime() - minutes(5)));
  await story.settle();
  await mailTo(story.sink, maya, /^12 offers went to people who had said no/);
  await story.ahead(ist("2034-02-04 11:01"));
  expect(called("message_after_no")).toMatchObject([{ type: "alert.opened" }]);

  await playBadCampaign(meta, bazaar, story.now().getTime());
  await story.settle();
  await story.ahead(ist("2034-02-04 11:03"));
  await mailTo(story.sink, maya, /^Stop and look: .+Festive-2/);
  expect(called("campaign_wrong")).toMatchObject([{ type: "alert.opened" }]);
  const told = JSON.stringify(receiver.calls.map(({ body }) => body));
  for (const index of noes) expect(told).not.toContain(person(index));

  const { page } = desk;
  await page.goto(`${story.product.url}/alerts`);
  await see(page, "12 offers went to people who had said no");
  await expectNarrow(page);
});

test("a restriction, its end, and a quiet month", async () => {
  await story.ahead(ist("2034-02-04 15:00"));
  await meta.restrict(bazaar.account, ist("2034-02-06 15:00"), story.now());
  await story.settle();
  await mailTo(story.sink, maya, /^WhatsApp restricted .+ until Mon 6 Feb, 15:00/);
  await desk.page.goto(story.product.url);
  await see(desk.page, "1 of 1 number needs you.");
  await expectNarrow(desk.page);
  await story.ahead(ist("2034-02-06 15:01"));
  await mailTo(story.sink, maya, /can send again: start with 200$/);
  await send(story, quietDay(bazaar, new Date(story.now().getTime() - minutes(1))));
  const types = called("restricted").map(({ type }) => type);
  expect(types).toEqual(["alert.opened", "alert.resolved"]);

  await playQuiet(story, quietMonth, dayOfBazaar);

  const subjects = subjectsTo(story.sink, maya);
  expect(subjects.filter((one) => one.startsWith("We cannot see"))).toEqual([]);
  expect(subjects.at(-1)).toMatch(
    /^Your WhatsApp numbers, 6–12 Mar: (?:all quiet|nothing needs you)/,
  );
  const { page } = desk;
  await page.goto(story.product.url);
  if (page.url().includes("sign-in")) await signIn(page, story.product.url);
  await page.getByRole("heading", { name: /is quiet|No number needs you/ }).waitFor();
  await expectNarrow(page);
  // A page that stays open for more than a month outlives its session.
  const complaints = desk.complaints().filter((one) => !one.includes("401 (Unauthorized)"));
  expect(complaints).toEqual([]);
  const words = story.sink.mails.map(({ subject, text }) => `${subject} ${text}`).join("\n");
  expect(findEnums(words)).toEqual([]);
});

interface Campaigns {
  campaigns: { name: string | null; sent: number; delivered: number; optedOut: number }[];
}

/** Ten thousand offers a day, as counts. */
function dayOfBazaar(at: Date) {
  const told = { campaign: "Daily deals", list: "app", delivered: 10_000, optedOut: 20 };
  return [...quietDay(bazaar, at, 800), ...campaignOf(bazaar, at, told)];
}

/** What the engineer's own service says of the messages it sends. */
async function sendOwn(campaign: string, people: readonly number[], at: Date): Promise<void> {
  const rows = people.map((index) => ({
    number: bazaar.number,
    kind: "sent",
    at: at.toISOString(),
    message: `wamid.${campaign}-${index}`,
    recipient: `+${person(index)}`,
    category: "marketing",
    campaign,
    list: "app",
  }));
  const response = await fetch(`${story.product.url}/api/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(rows),
  });
  expect(await response.json()).toMatchObject({ skipped: [] });
}

/** Meta knows neither campaign nor list. */
async function deliver(people: readonly number[], campaign: string, at: Date): Promise<void> {
  const statuses = people.map((index) => ({
    status: "delivered" as const,
    message: `wamid.${campaign}-${index}`,
    to: person(index),
    at: new Date(at.getTime() + 5000),
    category: "marketing" as const,
  }));
  await meta.statuses(bazaar, statuses);
}

async function addWebhook(page: Page): Promise<string> {
  await page.goto(`${story.product.url}/settings/channels`);
  await page.getByRole("radio", { name: /^Signed webhook/ }).check();
  await page.getByLabel("Name", { exact: true }).fill("Offers service");
  await page.getByLabel("Address").fill(receiver.url);
  await page.getByLabel("Tell it").selectOption("everything");
  await page.getByRole("button", { name: "Add channel" }).click();
  const shown = page.locator(".copy code");
  await shown.waitFor();
  return shown.innerText();
}

/** What the receiver got about one rule, each call verified at the moment at which it came. */
function called(rule: string): ChannelEventJson[] {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    return receiver.calls
      .map(({ body, headers }) => {
        vi.setSystemTime(Number(headers["webhook-timestamp"]) * 1000);
        return new Webhook(secret).verify(body, headers) as ChannelEventJson;
      })
      .filter(({ alert }) => alert?.rule === rule);
  } finally {
    vi.useRealTimers();
  }
}

async function see(page: Page, text: string): Promise<void> {
  await page.getByText(text).locator("visible=true").first().waitFor();
}

async function expectNarrow(page: Page): Promise<void> {
  await wear(page, narrow);
  expect(await overflowOf(page)).toEqual({ pixels: 0, culprits: [] });
  await wear(page, wide);
}
