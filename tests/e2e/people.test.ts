import type { ParsedMail } from "mailparser";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import { newPerson, newVisit, schemes, type Visit, wear, widths } from "@/tests/support/browser";
import { launchChromium } from "@/tests/support/chromium";
import { lookAt } from "@/tests/support/look-at";
import { openIdClient, startOpenIdServer } from "@/tests/support/openid-server";
import { type Product, startProduct } from "@/tests/support/product";
import { firstStart, pledge, signIn } from "@/tests/support/scene/stage";
import { type SmtpSink, startSmtpSink } from "@/tests/support/smtp-sink";

let sink: SmtpSink;
let google: Awaited<ReturnType<typeof startOpenIdServer>>;
let product: Product;
let browser: Browser;
let maya: Visit;

beforeAll(async () => {
  sink = await startSmtpSink();
  google = await startOpenIdServer();
  product = await startProduct({
    env: {
      ...firstStart,
      SMTP_URL: sink.url,
      MAIL_FROM: "alerts@bluebird.example",
      GOOGLE_CLIENT_ID: openIdClient.id,
      GOOGLE_CLIENT_SECRET: openIdClient.secret,
      GOOGLE_ISSUER: google.url,
    },
  });
  browser = await launchChromium();
  maya = await newVisit(await newPerson(browser));
  await signIn(maya.page, product.url);
  await pledge(maya.page);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await google?.close();
  await sink?.close();
});

test.each(widths)("invited, in, limited by the role, removed and out, at %i px", async (width) => {
  const look = { width, scheme: schemes[0] };
  const email = `jonas${width}@bluebird.example`;
  const jonas = await newVisit(await newPerson(browser));
  await Promise.all([wear(maya.page, look), wear(jonas.page, look)]);

  await inviteFromPage(email);
  const link = await linkMailedTo(email, /invites you to Bluebird Agency/);
  expect(link).toMatch(/\/invitation\/[\w-]{43}$/);
  await jonas.page.goto(link);
  await jonas.page.getByLabel("Your name").fill("Jonas");
  await jonas.page.getByLabel("Choose a password").fill("jonas has a long one");
  await jonas.page.getByRole("button", { name: "Join" }).click();
  await see(jonas.page, "No numbers yet");
  expect(await openMenu(jonas.page)).toMatch(/Jonas[\s\S]*Settings[\s\S]*Sign out/);

  expect(await writeFrom(jonas.page)).toBe(403);
  await removeFromPage(email);
  await jonas.page.goto(product.url);
  await jonas.page.waitForURL("**/sign-in");

  const complaints = [...maya.complaints(), ...jonas.complaints()];
  expect(complaints.filter(notRefusal)).toEqual([]);
  await jonas.page.context().close();
});

test("a used link says so, and the pages before signing in are clean in every look", async () => {
  const visit = await newVisit(await newPerson(browser));
  await inviteFromPage("sam@bluebird.example");
  const link = await linkMailedTo("sam@bluebird.example", /invites you/);
  const found: string[] = [];

  for (const [address, shows] of [
    [link, "Choose a password"],
    [`${product.url}/invitation/${"x".repeat(43)}`, "does not work any more"],
    [`${product.url}/forgot-password`, "Send me a link"],
    [`${product.url}/new-password/${"x".repeat(43)}`, "Ask for another one"],
    [`${product.url}/sign-in`, "Continue with Google"],
  ] as const) {
    await visit.page.goto(address);
    await visit.page.getByText(shows).first().waitFor();
    found.push(...(await lookAt(visit)));
  }

  expect(found).toEqual([]);
  await visit.page.context().close();
  // Five pages in four looks each: a busy machine takes its time.
}, 240_000);

test("a forgotten password is set anew by mail", async () => {
  const { page, complaints } = await newVisit(await newPerson(browser));
  await page.goto(`${product.url}/sign-in`);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  // The page before has a field of the same name.
  await page.getByRole("heading", { name: "Forgot your password?" }).waitFor();
  await page.getByLabel("E-mail").fill("jonas1440@bluebird.example");
  await page.getByRole("button", { name: "Send me a link" }).click();
  await see(page, "If there is an account with this address, a link is on its way.");

  await page.goto(await linkMailedTo("jonas1440@bluebird.example", /Set a new password/));
  await page.getByLabel("New password").fill("jonas has a longer one");
  await page.getByRole("button", { name: "Set the password" }).click();

  // Removed from the only workspace, so there is nowhere to go; the password is the new one.
  await page.waitForURL("**/sign-in");
  await page.getByLabel("E-mail").fill("jonas1440@bluebird.example");
  await page.getByLabel("Password").fill("jonas has a longer one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await see(page, "This account belongs to no workspace any more");
  await mailTo("jonas1440@bluebird.example", /password was changed/);
  expect(complaints().filter(notRefusal)).toEqual([]);
  await page.context().close();
});

test("Google lets in by invitation and by link, and never takes an account over", async () => {
  const stranger = await newPerson(browser);
  google.signInAs(who("g-1", "nobody@elsewhere.example"));
  expect(await continueWithGoogle(stranger)).toContain("Nobody here knows this Google account");

  google.signInAs(who("g-2", firstStart.SETUP_EMAIL));
  expect(await continueWithGoogle(stranger)).toContain("There is an account with this address");

  google.signInAs({ ...who("g-3", "lena@bluebird.example"), email_verified: false });
  expect(await continueWithGoogle(stranger)).toContain("has not verified");

  await inviteFromPage("lena@bluebird.example");
  google.signInAs(who("g-3", "lena@bluebird.example"));
  const lena = await stranger.newPage();
  await lena.goto(await linkMailedTo("lena@bluebird.example", /invites you/));
  await lena.getByRole("button", { name: "Continue with Google" }).click();
  await see(lena, "No numbers yet");
  expect(await openMenu(lena)).toContain("Lena");
  await stranger.close();

  google.signInAs(who("g-4", "maya.private@elsewhere.example"));
  await maya.page.goto(`${product.url}/settings/you`);
  await maya.page.getByRole("button", { name: "Link Google" }).click();
  await maya.page.getByRole("button", { name: "Unlink Google" }).waitFor();
  const again = await newPerson(browser);
  expect(await continueWithGoogle(again)).toContain("No numbers yet");
  await again.close();
});

test("next-auth's own door takes nothing from another site's page, and says when it is too much", async () => {
  const csrf = await fetch(`${product.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const guess = (origin: string) =>
    fetch(`${product.url}/api/auth/callback/credentials`, {
      method: "POST",
      headers: { origin, cookie },
      body: new URLSearchParams({
        csrfToken,
        json: "true",
        email: "guess@example.com",
        password: "x",
      }),
    });

  expect((await guess("https://evil.example")).status).toBe(403);
  const answers: Response[] = [];
  for (let time = 0; time < 6; time += 1) answers.push(await guess(product.url));

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
  expect(answers.at(-1)?.headers.get("retry-after")).toBe("2");
});

function who(sub: string, email: string) {
  const [name = ""] = email.split("@");
  return { sub, email, email_verified: true, name: name.charAt(0).toUpperCase() + name.slice(1) };
}

/** What the page says where Google leads back to. */
async function continueWithGoogle(person: BrowserContext): Promise<string> {
  const page = await person.newPage();
  await page.goto(`${product.url}/sign-in`);
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in" || url.search !== "");
  await page.getByText(/Nobody here|There is an account|has not verified|No numbers yet/).waitFor();
  const words = await page.locator("main").innerText();
  await page.close();
  return words;
}

async function inviteFromPage(email: string): Promise<void> {
  const { page } = maya;
  await page.goto(`${product.url}/settings/people`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption("viewer");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await see(page, `Invited: the mail to ${email} is on its way.`);
}

async function removeFromPage(email: string): Promise<void> {
  const { page } = maya;
  await page.goto(`${product.url}/settings/people`);
  const row = page.locator("li.member", { hasText: email });
  await row.locator("summary").click();
  await row.getByRole("button", { name: /Remove from the workspace/ }).click();
  await row.getByRole("button", { name: /Yes, remove/ }).click();
  await row.waitFor({ state: "detached" });
}

/** A viewer's write from our own page. */
function writeFrom(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const body = JSON.stringify({ name: "Mine now" });
    return (await fetch("/api/v1/settings", { method: "PATCH", body })).status;
  });
}

async function openMenu(page: Page): Promise<string> {
  await page.locator(".bar details").last().locator("summary").click();
  return page.locator(".bar details[open] .sheet").innerText();
}

async function see(page: Page, words: string): Promise<void> {
  await page.getByText(words).first().waitFor();
}

async function mailTo(address: string, subject: RegExp): Promise<ParsedMail> {
  const find = () =>
    sink.mails.find(
      (mail) => subject.test(mail.subject ?? "") && [mail.to].flat()[0]?.text.includes(address),
    );
  await waitUntil(() => find() !== undefined, 30_000, 50);
  const mail = find();
  if (mail) return mail;
  throw new Error(`No mail ${subject} came to ${address}`);
}

async function linkMailedTo(address: string, subject: RegExp): Promise<string> {
  const { text = "" } = await mailTo(address, subject);
  return /https?:\/\/\S+\/(?:invitation|new-password)\/[\w-]+/.exec(text)?.[0] ?? "";
}

/** What is asked for and rightly refused stands in the console. */
function notRefusal(what: string): boolean {
  return !/Failed to load resource.*40[13]/.test(what);
}
