"use client";

import { Choose } from "@/app/_ui/choose";
import { bands } from "@/lib/domain/score/line";
import type { NumberJson } from "@/lib/wire/number";
import { FindField } from "./find-field";
import { type ListChoice, noClient } from "./list-choice";

interface ListFiltersProps {
  numbers: readonly NumberJson[];
  shown: number;
  choice: ListChoice;
  onChange: (choice: ListChoice) => void;
}

const bandOptions = [["", "All bands"], ...bands.map((band) => [band, band] as const)] as const;
const orderOptions = [
  ["worst", "worst first"],
  ["name", "by name"],
  ["seen", "last seen first"],
] as const;

export function ListFilters({ numbers, shown, choice, onChange }: ListFiltersProps) {
  const accounts = accountsOf(numbers);
  const clients = clientsOf(numbers);
  return (
    <header className="filters">
      <h2>
        All numbers{" "}
        <span className="muted">
          {shown === numbers.length ? numbers.length : `${shown} of ${numbers.length}`}
        </span>
      </h2>
      <FindField
        className="input tiny narrow-only"
        placeholder="Find a number"
        aria-label="Find a number"
        text={choice.text}
        onText={(text) => onChange({ ...choice, text })}
      />
      {(clients.length > 1 || choice.client !== "") && (
        <Choose
          label="Client"
          value={choice.client}
          options={[["", "All clients"], ...clients]}
          onChange={(client) => onChange({ ...choice, client })}
        />
      )}
      {(accounts.length > 1 || choice.account !== "") && (
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
  return byName(names);
}

function clientsOf(numbers: readonly NumberJson[]): (readonly [string, string])[] {
  const names = new Map<string, string>();
  for (const { client } of numbers) if (client) names.set(client.id, client.name);
  const without = names.size > 0 && numbers.some(({ client }) => client === null);
  return [...byName(names), ...(without ? [[noClient, "No client"] as const] : [])];
}

function byName(names: ReadonlyMap<string, string>): [string, string][] {
  return [...names].toSorted(([, left], [, right]) => left.localeCompare(right));
}
