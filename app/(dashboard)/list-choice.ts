import type { Band } from "@/lib/domain/score/line";
import { sortPortfolio } from "@/lib/domain/portfolio/sort";
import type { NumberJson } from "@/lib/wire/number";

export interface ListChoice {
  text: string;
  account: string;
  band: Band | "";
  order: "worst" | "name" | "seen";
}

export const allOfThem: ListChoice = { text: "", account: "", band: "", order: "worst" };

export function chooseNumbers(numbers: readonly NumberJson[], choice: ListChoice): NumberJson[] {
  const text = choice.text.trim().toLowerCase();
  const chosen = numbers.filter(
    (number) =>
      (choice.account === "" || number.account === choice.account) &&
      (choice.band === "" || number.band === choice.band) &&
      (text === "" ||
        `${number.name} ${number.number ?? ""} ${number.accountName ?? ""}`
          .toLowerCase()
          .includes(text)),
  );
  if (choice.order === "name") return chosen.toSorted((a, b) => a.name.localeCompare(b.name));
  if (choice.order === "seen") return chosen.toSorted((a, b) => seen(b) - seen(a));
  return sortPortfolio(chosen);
}

function seen({ lastEventAt }: NumberJson): number {
  return lastEventAt === null ? 0 : Date.parse(lastEventAt);
}
