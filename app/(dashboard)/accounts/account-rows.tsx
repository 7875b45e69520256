"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { accountsQuery } from "@/app/_queries/numbers";
import { BandIcon } from "@/app/_ui/band";
import type { AccountJson } from "@/lib/wire/account";

/** Accounts that WhatsApp has said something about and of which no number has reported: they would stand nowhere else. */
export function AccountRows() {
  const { data } = useQuery(accountsQuery());
  const alone = (data?.accounts ?? []).filter(
    ({ numbers, scoredAt }) => numbers === 0 && scoredAt !== null,
  );
  if (alone.length === 0) return null;
  return (
    <section className="list-group" aria-labelledby="lone-accounts">
      <h2 id="lone-accounts">Accounts without numbers</h2>
      <ul className="list">
        {alone.map((account) => (
          <AccountRow key={account.id} account={account} />
        ))}
      </ul>
    </section>
  );
}

function AccountRow({ account }: { account: AccountJson }) {
  const { id, name, band, score, sentence } = account;
  return (
    <li>
      <div className="what">
        <Link href={`/accounts/${id}`}>{name}</Link>
        {sentence !== "" && <p className="soft">{sentence}</p>}
      </div>
      <p className={`band ${band}`}>
        <BandIcon band={band} size={14} /> {score ?? "–"} {band}
      </p>
    </li>
  );
}
