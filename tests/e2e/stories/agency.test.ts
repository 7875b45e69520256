import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findEnums } from "@/tests/support/enum-words";
import { overflowOf, type Visit, wear } from "@/tests/support/browser";
import { makeMeta, type Meta } from "@/tests/support/meta-client";
import { playBadCampaign } from "@/tests/support/scene/bad-campaign";
import { createSource, signIn } from "@/tests/support/scene/stage";
import {
  dayOfAgency,
  numberNamed,
  settleAgency,
  sharedAccount,
} from "@/tests/support/simulated/agency";
import {
  ist,
  linkIn,
  mailTo,
  mailsTo,
  openStory,
  type Story,
  subjectsTo,
} from "@/tests/support/simulated/story";
import { ask, send } from "@/tests/support/simulated/traffic";

vi.setConfig({ testTimeout: 180_000 });

const wide = { width: 1440, scheme: "light" } as const;
const narrow = { width: 390, scheme: "light" } as const;
const maya = "maya@bluebird.example";
const priya = "priya@bluebird.example";
const jonas = "jonas@bluebird.example";
const jade = numberNamed("Jade Cosmetics – Offers");
const appSecret = "the secret of our own app";

let story: Story;
let desk: Visit;
let theirs: Visit;
let meta: Meta;

beforeAll(async () => {
  story = await openStory();
  desk = await story.person();
});
afterAll(async () => {
  await story?.close();
});

test("an agency connects forty numbers of fifteen clients, and a colleague sees two of them", async () => {
  const { page } = desk;
  await signIn(page, story.product.url);
  await page.getByRole("button", { name: "That is us" }).click();
  await see(page, "No numbers yet");
  const source = await createSource(story.product, {
    provider: "meta",
    name: "Our own app",
    credentials: { appSecret },
  });
  meta = makeMeta(source.webhookUrl, appSecret);
  const clients = await settleAgency(story);
  await ask(story, "PATCH", `accounts/${sharedAccount}`, { name: "Bluebird One" });

  theirs = await join("Priya", priya, pick(clients, ["Aster Shoes", "Jade Cosmetics"]));
  await join("Jonas", jonas, pick(clients, ["Fern Foods"]));

  await page.goto(story.product.url);
  await see(page, "All 40 numbers are quiet. Nothing to do.");
  expect(await page.locator("a.row-link").count()).toBe(40);
  await see(theirs.page, "All 6 numbers are quiet. Nothing to do.");
});

test("one client's campaign goes wrong: who answers for the client gets the mail, nobody else", async () => {
  await story.ahead(ist("2034-02-02 11:30"));
  await send(story, dayOfAgency(ist("2034-02-02 09:00")));
  await playBadCampaign(meta, jade, story.now().getTime());
  await story.settle();
  for (const later of ["11:32", "11:34", "11:36"]) await story.ahead(ist(`2034-02-02 ${later}`));

  const mail = await mailTo(story.sink, maya, /Jade Cosmetics – Offers is at high risk/);
  await mailTo(story.sink, priya, /Jade Cosmetics – Offers is at high risk/);
  expect(mail.text).toContain("Festive-2");
  expect(subjectsTo(story.sink, jonas).filter(isAlert)).toEqual([]);

  await desk.page.goto(story.product.url);
  await see(desk.page, "1 of 40 numbers needs you.");
  await see(desk.page, "Jade Cosmetics – Offers");
  await expectNarrow(desk.page);
});

test("an account of twelve numbers is restricted: one mail each, one card, one clock, answered on a phone", async () => {
  await story.ahead(ist("2034-02-03 14:20"));
  await send(story, dayOfAgency(ist("2034-02-03 09:00")));
  await meta.restrict(sharedAccount, ist("2034-02-06 14:20"), story.now());
  await story.settle();

  const mail = await mailTo(story.sink, maya, /^WhatsApp restricted Bluebird One until Mon 6 Feb/);
  const hers = await mailTo(story.sink, priya, /^WhatsApp restricted Bluebird One until Mon 6 Feb/);
  await story.ahead(ist("2034-02-03 14:40"));
  expect(mail.subject).toContain("no campaigns on 12 numbers");
  expect(hers.subject).toContain("no campaigns on 3 numbers");
  expect(hers.text).not.toContain("Birch Books");
  expect(subjectsTo(story.sink, maya).filter(isRestriction)).toHaveLength(1);
  expect(subjectsTo(story.sink, priya).filter(isRestriction)).toHaveLength(1);
  expect(subjectsTo(story.sink, jonas).filter(isAlert)).toEqual([]);

  const { page } = desk;
  await page.goto(story.product.url);
  await see(page, "13 of 40 numbers need you.");
  const card = page.locator("article.card", { hasText: "Bluebird One" });
  await card.getByText("12 numbers").waitFor();
  expect(await page.locator(".group-head", { hasText: "Bluebird One" }).count()).toBe(1);
  await expectNarrow(page);
  await page.goto(`${story.product.url}/accounts/${sharedAccount}`);
  await see(page, "Restricted until Mon");
  await see(page, "cannot start chats or send templates");
  await expectNarrow(page);

  await theirs.page.goto(story.product.url);
  await see(theirs.page, "of 6 numbers need you.");
  expect(await theirs.page.locator("main").innerText()).not.toContain("Birch Books");

  const phone = await story.person();
  await wear(phone.page, narrow);
  await phone.page.goto(linkIn(mail, "I'm on it"));
  await phone.page.getByRole("button", { name: "I’m on it" }).click();
  await phone.page.getByRole("heading", { name: "Done" }).waitFor();
  expect(phone.complaints()).toEqual([]);
  await page.goto(story.product.url);
  await card.getByText(/is on it since/).waitFor();
});

test("Monday's digest names them, the restriction ends, and a quiet month says so", async () => {
  await story.ahead(ist("2034-02-04 12:00"));
  await send(story, dayOfAgency(ist("2034-02-04 09:00"), sharedAccount));
  await story.ahead(ist("2034-02-06 09:00"));
  const digest = await mailTo(story.sink, maya, /^Your WhatsApp numbers, .+ of 40 need/);
  expect(digest.text).toContain("Aster Shoes – Offers");
  const hers = await mailTo(story.sink, priya, /^Your WhatsApp numbers, .+ of 6 need/);
  expect(hers.text).not.toContain("Birch Books");

  await send(story, dayOfAgency(ist("2034-02-06 08:50"), sharedAccount));
  await story.ahead(ist("2034-02-06 14:21"));
  await mailTo(story.sink, maya, /^Bluebird One can send again: start with 200$/);

  await quietWeeks(["02-07", "02-09", "02-10", "02-13"]);
  await quietWeeks(["02-15", "02-17", "02-20"]);
  await quietWeeks(["02-22", "02-24", "02-27"]);
  await quietWeeks(["03-01", "03-03", "03-06"]);
  await quietWeeks(["03-08", "03-10", "03-13"]);

  const last = mailsTo(story.sink, maya).at(-1);
  expect(last?.subject).toBe("Your WhatsApp numbers, 6–12 Mar: all quiet");
  await story.settle();
  const { page } = desk;
  await page.goto(story.product.url);
  if (page.url().includes("sign-in")) await signIn(page, story.product.url);
  await see(page, "All 40 numbers are quiet. Nothing to do.");
  await expectNarrow(page);
  // A page that stays open for more than a month outlives its session.
  const complaints = [...desk.complaints(), ...theirs.complaints()];
  expect(complaints.filter((one) => !one.includes("401 (Unauthorized)"))).toEqual([]);
  expect(
    findEnums(story.sink.mails.map(({ subject, text }) => `${subject} ${text}`).join("\n")),
  ).toEqual([]);
});

/** At noon of these days, and on Mondays at nine: what was sent since the last of them. */
async function quietWeeks(days: readonly string[]): Promise<void> {
  for (const day of days) {
    const monday = new Date(`2034-${day}T12:00:00Z`).getUTCDay() === 1;
    const from = story.now();
    await story.ahead(ist(`2034-${day} ${monday ? "09:00" : "12:00"}`));
    const rows = [];
    for (let at = new Date(from.getTime() + 60_000); at < story.now();) {
      const nine = ist(`${new Date(at.getTime() + 19_800_000).toISOString().slice(0, 10)} 08:50`);
      if (nine > from && nine < story.now()) rows.push(...dayOfAgency(nine));
      at = new Date(at.getTime() + 86_400_000);
    }
    await send(story, rows);
  }
}

/** By the invitation that the mail server got. */
async function join(name: string, email: string, clients: readonly string[]): Promise<Visit> {
  const response = await desk.page.request.post(`${story.product.url}/api/v1/people/invitations`, {
    data: { email, role: "member", clients },
    headers: { origin: story.product.url },
  });
  expect(response.status()).toBe(201);
  const mail = await mailTo(story.sink, email, /invites you to Bluebird Agency/);
  const [link = ""] = /http:\S+\/invitation\/[\w-]{43}/.exec(mail.text ?? "") ?? [];
  const visit = await story.person();
  await visit.page.goto(link);
  await visit.page.getByLabel("Your name").fill(name);
  await visit.page.getByLabel("Choose a password").fill("a long one of their own");
  await visit.page.getByRole("button", { name: "Join" }).click();
  await visit.page.waitForURL((address) => address.pathname === "/");
  return visit;
}

function pick(clients: ReadonlyMap<string, string>, names: readonly string[]): string[] {
  return names.flatMap((name) => clients.get(name) ?? []);
}

function isAlert(subject: string): boolean {
  return !/invites you|^Your WhatsApp numbers/.test(subject);
}

function isRestriction(subject: string): boolean {
  return subject.startsWith("WhatsApp restricted");
}

async function see(page: Page, text: string): Promise<void> {
  await page.getByText(text).locator("visible=true").first().waitFor();
}

async function expectNarrow(page: Page): Promise<void> {
  await wear(page, narrow);
  expect(await overflowOf(page)).toEqual({ pixels: 0, culprits: [] });
  await wear(page, wide);
}
