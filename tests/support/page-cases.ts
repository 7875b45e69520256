import type { BrowserContext } from "playwright-core";
import { newVisit, type Visit } from "./browser";
import type { Product } from "./product";
import { askApi, pledge, signIn } from "./scene/stage";

export interface PageCase {
  address: (ids: Ids) => string;
  /** Shows something that only the finished page has. */
  shows: RegExp;
  /** Says how old its figures are. */
  aged?: true;
  chart?: true;
  /** Stands outside of every workspace, so that it tells nothing of this one. */
  outside?: true;
}

export interface Ids {
  number: string;
  alert: string;
  source: string;
  mail: string;
  campaign: string;
  list: string;
  channel: string;
  account: string;
}

export const start: PageCase = {
  address: () => "/",
  shows: /\d of 9 numbers need you/,
  aged: true,
};

/** Pages of somebody who is signed in and has pledged; the rest have tests of their own below. */
export const cases: Record<string, PageCase> = {
  "(dashboard)/page.tsx": start,
  "(dashboard)/numbers/page.tsx": { ...start, address: () => "/numbers" },
  "(dashboard)/numbers/[id]/page.tsx": {
    address: ({ number }) => `/numbers/${number}`,
    shows: /Unwanted messages/,
    aged: true,
    chart: true,
  },
  "(dashboard)/campaigns/page.tsx": { address: () => "/campaigns", shows: /Festive-2/ },
  "(dashboard)/campaigns/[id]/page.tsx": {
    address: ({ campaign }) => `/campaigns/${campaign}`,
    shows: /What followed/,
  },
  "(dashboard)/lists/page.tsx": { address: () => "/lists", shows: /festive-fair\.csv/ },
  "(dashboard)/lists/[id]/page.tsx": {
    address: ({ list }) => `/lists/${list}`,
    shows: /After which campaign/,
    chart: true,
  },
  "(dashboard)/alerts/page.tsx": { address: () => "/alerts", shows: /Nobody is on it/, aged: true },
  "(dashboard)/alerts/[id]/page.tsx": {
    address: ({ alert }) => `/alerts/${alert}`,
    shows: /What happened/,
  },
  "(dashboard)/sources/page.tsx": { address: () => "/sources", shows: /Verde Grocers/, aged: true },
  "(dashboard)/sources/[id]/page.tsx": {
    address: ({ source }) => `/sources/${source}`,
    shows: /Last deliveries/,
  },
  "(dashboard)/sources/connect/page.tsx": {
    address: () => "/sources/connect",
    shows: /How do you send on WhatsApp/,
  },
  "(dashboard)/accounts/[id]/page.tsx": {
    address: ({ account }) => `/accounts/${account}`,
    shows: /Its numbers/,
    aged: true,
  },
  "(dashboard)/seeing/page.tsx": {
    address: () => "/seeing",
    shows: /What is missing lowers/,
    aged: true,
  },
  "(dashboard)/files/page.tsx": { address: () => "/files", shows: /Bring in history/, aged: true },
  "(dashboard)/outbox/page.tsx": { address: () => "/outbox", shows: /at high risk/, aged: true },
  "(dashboard)/outbox/[id]/page.tsx": {
    address: ({ mail }) => `/outbox/${mail}`,
    shows: /As people see it/,
  },
  "(dashboard)/settings/privacy/page.tsx": {
    address: () => "/settings/privacy",
    shows: /A recipient wants to be forgotten/,
  },
  "(dashboard)/settings/data/page.tsx": {
    address: () => "/settings/data",
    shows: /How long things are kept/,
  },
  "privacy/page.tsx": { address: () => "/privacy", shows: /What is kept how long/, outside: true },
  "(dashboard)/settings/audit/page.tsx": {
    address: () => "/settings/audit",
    shows: /Nobody can edit or delete/,
  },
  "(dashboard)/settings/page.tsx": { address: () => "/settings", shows: /Who gets mails/ },
  "(dashboard)/settings/you/page.tsx": {
    address: () => "/settings/you",
    shows: /Where you are signed in/,
  },
  "(dashboard)/settings/people/page.tsx": {
    address: () => "/settings/people",
    shows: /Invite somebody/,
  },
  "(dashboard)/settings/channels/page.tsx": {
    address: () => "/settings/channels",
    shows: /Add a channel/,
  },
  "(dashboard)/settings/channels/[id]/page.tsx": {
    address: ({ channel }) => `/settings/channels/${channel}`,
    shows: /Last messages/,
  },
  "(dashboard)/settings/clients/page.tsx": {
    address: () => "/settings/clients",
    shows: /New client/,
  },
  "(dashboard)/settings/keys/page.tsx": { address: () => "/settings/keys", shows: /New key for/ },
  "(dashboard)/workspaces/page.tsx": { address: () => "/workspaces", shows: /Where you belong/ },
};
export const apart = [
  "(auth)/setup/page.tsx",
  "(auth)/sign-in/page.tsx",
  "(auth)/welcome/page.tsx",
  "(auth)/forgot-password/page.tsx",
  "(auth)/new-password/[token]/page.tsx",
  "(auth)/invitation/[token]/page.tsx",
  "(auth)/sign-up/page.tsx",
  "(auth)/sign-up/[token]/page.tsx",
  "m/[token]/page.tsx",
];

export async function visitAsMaya(maya: BrowserContext, product: Product): Promise<Visit> {
  const visit = await newVisit(maya);
  await visit.page.goto(`${product.url}/sign-in`);
  if (new URL(visit.page.url()).pathname === "/sign-in") {
    await signIn(visit.page, product.url);
    await pledge(visit.page);
  }
  return visit;
}

/** A channel that nobody answers at, with a test in its log. */
export async function addChannel(maya: BrowserContext, { url }: Product): Promise<void> {
  const ask = async (address: string, data: object) => {
    const response = await maya.request.post(`${url}/api/v1/channels${address}`, {
      data,
      headers: { origin: url },
    });
    if (!response.ok()) throw new Error(`${address}: ${response.status()}`);
    return (await response.json()) as { id: string };
  };
  const address = "https://receiver.invalid/banguard";
  const { id } = await ask("", { kind: "webhook", name: "Shop system", address });
  await ask(`/${id}/test`, {});
}

interface Named {
  id: string;
  name: string;
}

export async function findIds(product: Product): Promise<Ids> {
  const kite = ({ name }: Named) => name.startsWith("Kite Fashion");
  const find = async (address: string, list: string, isIt: (one: Named) => boolean = () => true) =>
    (await askApi<Record<string, Named[]>>(product, address))[list]?.find(isIt)?.id ?? "";
  return {
    number: await find("numbers", "numbers", kite),
    alert: await find("alerts", "alerts"),
    source: await find("sources", "sources", kite),
    mail: await find("outbox", "mails"),
    campaign: await find("campaigns", "campaigns", ({ name }) => name === "Festive-2"),
    list: await find("lists", "lists", ({ name }) => name === "festive-fair.csv"),
    channel: await find("channels", "channels"),
    account: await find("accounts", "accounts"),
  };
}
