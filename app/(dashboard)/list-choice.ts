import { type Band, bands } from "@/lib/domain/score/line";
import { sortPortfolio } from "@/lib/domain/portfolio/sort";
import type { NumberJson } from "@/lib/wire/number";

export interface ListChoice {
  text: string;
  /** Id of a client, or `noClient`. */
  client: string;
  account: string;
  band: Band | "";
  order: (typeof orders)[number];
}

export const noClient = "none";
const orders = ["worst", "name", "seen"] as const;
const allOfThem: ListChoice = { text: "", client: "", account: "", band: "", order: "worst" };

/** What the page's address asks for; what it asks for wrongly is not asked for. */
export function readChoice(address: Pick<URLSearchParams, "get">): ListChoice {
  const order = orders.find((one) => one === address.get("order"));
  return {
    text: address.get("find") ?? "",
    client: address.get("client") ?? "",
    account: address.get("account") ?? "",
    band: bands.find((band) => band === address.get("band")) ?? "",
    order: order ?? allOfThem.order,
  };
}

/** The address of the first screen that shows this choice. */
export function addressOf({ text, client, account, band, order }: ListChoice): string {
  const named = { find: text, client, account, band, order: order === "worst" ? "" : order };
  const asked = Object.entries(named).filter(([, value]) => value !== "");
  return asked.length === 0 ? "/" : `/?${new URLSearchParams(asked)}`;
}

export function isEverything(choice: ListChoice): boolean {
  return addressOf(choice) === addressOf(allOfThem);
}

export function chooseNumbers(numbers: readonly NumberJson[], choice: ListChoice): NumberJson[] {
  const chosen = numbers.filter(
    (number) =>
      (choice.client === "" || (number.client?.id ?? noClient) === choice.client) &&
      (choice.account === "" || number.account === choice.account) &&
      (choice.band === "" || number.band === choice.band) &&
      isFound(number, choice.text),
  );
  if (choice.order === "name") return chosen.toSorted((a, b) => a.name.localeCompare(b.name));
  if (choice.order === "seen") return chosen.toSorted((a, b) => seen(b) - seen(a));
  return sortPortfolio(chosen);
}

/** By a part of a name, or by digits of the phone number however they are grouped. */
function isFound(number: NumberJson, asked: string): boolean {
  const text = asked.trim().toLowerCase();
  if (text === "") return true;
  const { name, whatsappName, accountName, client } = number;
  const names = [name, whatsappName, accountName, client?.name].filter(Boolean).join("\n");
  if (names.toLowerCase().includes(text)) return true;
  const digits = text.replaceAll(/[\s()+.-]/g, "");
  return /^\d+$/.test(digits) && (number.number ?? "").includes(digits);
}

function seen({ lastEventAt }: NumberJson): number {
  return lastEventAt === null ? 0 : Date.parse(lastEventAt);
}
