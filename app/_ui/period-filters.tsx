"use client";

import { usePathname, useRouter } from "next/navigation";
import { periodText } from "@/app/_queries/campaigns";
import { type PeriodQuery, periods } from "@/lib/wire/campaign";
import { Choose } from "./choose";

interface Choice {
  id: string;
  name: string;
}

interface PeriodFiltersProps {
  query: PeriodQuery;
  clients?: readonly Choice[];
  numbers?: readonly Choice[];
}

const dayOptions = periods.map((days) => [String(days), `last ${days} days`] as const);

/** Whose, and how far back: kept in the address, so that what is seen can be passed on. */
export function PeriodFilters({ query, clients = [], numbers = [] }: PeriodFiltersProps) {
  const router = useRouter();
  const path = usePathname();
  const go = (change: Partial<Record<keyof PeriodQuery, string>>) => {
    const { days, client, number } = { ...query, ...change };
    const wanted = {
      days: Number(days),
      client: client === "" ? undefined : client,
      number: number === "" ? undefined : number,
    };
    router.replace(`${path}?${periodText(wanted)}`, { scroll: false });
  };
  return (
    <div className="filters no-print" role="group" aria-label="What is shown">
      {clients.length > 0 && (
        <Choose
          label="Client"
          value={query.client ?? ""}
          options={[["", "All clients"], ...optionsOf(clients)]}
          onChange={(client) => go({ client, number: "" })}
        />
      )}
      {numbers.length > 1 && (
        <Choose
          label="Number"
          value={query.number ?? ""}
          options={[["", "All numbers"], ...optionsOf(numbers)]}
          onChange={(number) => go({ number })}
        />
      )}
      <Choose
        label="Period"
        value={String(query.days)}
        options={dayOptions}
        onChange={(days) => go({ days })}
      />
    </div>
  );
}

function optionsOf(choices: readonly Choice[]): (readonly [string, string])[] {
  return choices.map(({ id, name }) => [id, name] as const);
}
