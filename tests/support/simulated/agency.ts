import type { Phone } from "@/tests/support/meta-client";
import { days } from "@/lib/domain/time";
import type { Story } from "./story";
import { ask, campaignOf, daily, importHistory, quietDay, type OwnRow } from "./traffic";

const names =
  "Aster Shoes, Birch Books, Cedar Tea, Dahlia Spa, Elm Toys, Fern Foods, Garnet Gems, Heath Gym, Iris Optics, Jade Cosmetics, Kelp Sushi, Lotus Yoga, Maple Homes, Nutmeg Cafe, Olive Travel".split(
    ", ",
  );

export interface AgencyNumber extends Phone {
  client: string;
  name: string;
}

/** Four clients share one account, with three numbers each; five share another; the rest have their own. */
export const agencyNumbers: AgencyNumber[] = names.flatMap((client, index) => {
  const many = index >= 4 && index < 9 ? 2 : 3;
  return Array.from({ length: many }, (_, line) => ({
    client,
    name: `${client} – ${["Offers", "Orders", "Care"][line]}`,
    number: `+15550${String(2000 + index * 10 + line)}00`,
    account: accountOf(index),
  }));
});

export const sharedAccount = accountOf(0);

function accountOf(client: number): string {
  if (client < 4) return "104455667700001";
  return client < 9 ? "104455667700002" : `1044556678000${String(client)}`;
}

export function numberNamed(name: string): AgencyNumber {
  const found = agencyNumbers.find((one) => one.name === name);
  if (!found) throw new Error(`no number is called ${name}`);
  return found;
}

/** One day of all forty; on a Friday every "Offers" sends its campaign. A resting account only hears from people. */
export function dayOfAgency(at: Date, resting?: string): OwnRow[] {
  return agencyNumbers.flatMap((one) =>
    one.account === resting ? heardOn(one, at) : sentOn(one, at),
  );
}

function heardOn({ number, account }: AgencyNumber, at: Date): OwnRow[] {
  return [{ number, account, kind: "replied", at: at.toISOString(), count: 3 }];
}

function sentOn({ number, account, name }: AgencyNumber, at: Date): OwnRow[] {
  const whose = { number, account };
  if (at.getUTCDay() !== 5 || !name.endsWith("Offers")) return quietDay(whose, at);
  const campaign = `${name} ${at.toISOString().slice(5, 10)}`;
  const told = { campaign, list: "customers", delivered: 400, optedOut: 1 };
  return [...quietDay(whose, at), ...campaignOf(whose, at, told)];
}

/** Two weeks that were as they should be, the numbers' names, and whose they are. */
export async function settleAgency(story: Story): Promise<Map<string, string>> {
  const until = story.now().getTime() - days(1) / 24;
  const from = new Date(until - days(16));
  await importHistory(
    story,
    daily(from, new Date(until)).flatMap((at) => dayOfAgency(at)),
  );
  const ids = new Map<string, string>();
  for (const client of names) {
    const { id } = await ask<{ id: string }>(story, "POST", "clients", { name: client });
    ids.set(client, id);
    const numbers = agencyNumbers.filter((one) => one.client === client);
    await ask(story, "POST", "clients/assignments", {
      numbers: numbers.map(({ number }) => number),
      clientId: id,
    });
    for (const { number, name } of numbers)
      await ask(story, "PATCH", `numbers/${encodeURIComponent(number)}`, { name });
  }
  return ids;
}
