import type { Page } from "playwright-core";
import { waitUntil } from "@/lib/launch/process-list.mjs";
import type { Product } from "@/tests/support/product";

const apiKey = "bg_scene_0123456789abcdef";
const maya = { email: "maya@bluebird.example", password: "a long enough password" };

/** A first start without a browser: Maya, her agency, and a key for its systems. */
export const firstStart = {
  SETUP_EMAIL: maya.email,
  SETUP_PASSWORD: maya.password,
  SETUP_WORKSPACE: "Bluebird Agency",
  SETUP_TIMEZONE: "Asia/Kolkata",
  SETUP_API_KEY: apiKey,
};

export type Stage = Pick<Product, "url" | "dataDir">;

export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(maya.email);
  await page.getByLabel("Password").fill(maya.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((address) => address.pathname !== "/sign-in");
}

/** The question before the first number; its page has a heading too, so only the address says that it is over. */
export async function pledge(page: Page): Promise<void> {
  await page.getByRole("button", { name: "That is us" }).click();
  await page.waitForURL((address) => address.pathname === "/");
}

export async function askApi<T>({ url }: Pick<Stage, "url">, what: string): Promise<T> {
  const response = await fetch(`${url}/api/v1/${what}`, { headers: bearer });
  if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

const bearer = { authorization: `Bearer ${apiKey}` };

export interface Created {
  id: string;
  webhookUrl: string;
  verifyToken: string;
  secret?: string;
}

export async function createSource({ url }: Stage, source: object): Promise<Created> {
  const response = await fetch(`${url}/api/v1/sources`, {
    method: "POST",
    headers: { ...bearer, "content-type": "application/json" },
    body: JSON.stringify(source),
  });
  if (!response.ok) throw new Error(`No source: ${response.status} ${await response.text()}`);
  return (await response.json()) as Created;
}

interface Standing {
  numbers: { name: string; band: string; sending: string; freshness: string }[];
}

/** Until every number stands where the scene puts it, and the mail about the high one is written. */
export async function settleScene(stage: Stage): Promise<void> {
  const seen = { numbers: "", mails: "" };
  const settled = async () => {
    const { numbers } = await askApi<Standing>(stage, "numbers");
    const { mails } = await askApi<{ mails: { subject: string }[] }>(stage, "outbox");
    seen.numbers = numbers
      .map(({ name, band, sending, freshness }) => `${name}: ${band} ${sending} ${freshness}`)
      .join("\n");
    seen.mails = mails.map(({ subject }) => subject).join("\n");
    return (
      numbers.length === 9 &&
      wanted.every((words) => seen.numbers.includes(words)) &&
      /at high risk/.test(seen.mails)
    );
  };
  if (await waitUntil(settled, 120_000, 500)) return;
  throw new Error(`The scene did not settle:\n${seen.numbers}\n${seen.mails}`);
}

const wanted = [
  "Lumen Loans – Notices: critical disable_scheduled",
  "Kite Fashion – Offers: high ok",
  "Roast & Co – Deals: critical restricted",
  "Roast & Co – Orders: critical restricted",
  "Helio Solar – Leads: watch ok",
  "Asha Beauty – Offers: low ok",
  "Asha Beauty – Care: low ok",
  "Nomad Travel – Launch: unknown ok",
  "Verde Grocers – Alerts: ",
];
