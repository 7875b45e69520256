"use client";

import { useEffect, useRef } from "react";
import { Choose } from "@/app/_ui/choose";
import { bands } from "@/lib/domain/score/line";
import type { NumberJson } from "@/lib/wire/number";
import type { ListChoice } from "./list-choice";

interface ListFiltersProps {
  numbers: readonly NumberJson[];
  choice: ListChoice;
  onChange: (choice: ListChoice) => void;
}

const bandOptions = [["", "All bands"], ...bands.map((band) => [band, band] as const)] as const;
const orderOptions = [
  ["worst", "worst first"],
  ["name", "by name"],
  ["seen", "last seen first"],
] as const;

export function ListFilters({ numbers, choice, onChange }: ListFiltersProps) {
  const search = useRef<HTMLInputElement>(null);
  useSlashKey(() => search.current?.focus());
  const accounts = accountsOf(numbers);

  return (
    <header className="filters">
      <h2>
        All numbers <span className="muted">{numbers.length}</span>
      </h2>
      <input
        ref={search}
        type="search"
        className="input tiny"
        placeholder="Find a number  /"
        aria-label="Find a number"
        value={choice.text}
        onChange={(event) => onChange({ ...choice, text: event.target.value })}
      />
      {accounts.length > 1 && (
        <Choose
          label="Account"
          value={choice.account}
          options={[["", "All accounts"], ...accounts]}
          onChange={(account) => onChange({ ...choice, account })}
        />
      )}
      <Choose
        label="Band"
        value={choice.band}
        options={bandOptions}
        onChange={(band) => onChange({ ...choice, band })}
      />
      <Choose
        label="Order"
        className="order"
        value={choice.order}
        options={orderOptions}
        onChange={(order) => onChange({ ...choice, order })}
      />
    </header>
  );
}

function accountsOf(numbers: readonly NumberJson[]): (readonly [string, string])[] {
  const names = new Map<string, string>();
  for (const { account, accountName } of numbers) {
    if (account !== null) names.set(account, accountName ?? account);
  }
  return [...names];
}

function useSlashKey(act: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "/" || (event.target as HTMLElement).matches("input, select, textarea"))
        return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  });
}
