"use client";

import Link from "next/link";
import { RestrictionClock } from "@/app/_ui/restriction-clock";
import type { NumberPageJson } from "@/lib/wire/number";

/** What WhatsApp has done, in words; a restriction brings its clock. */
export function StatePanel({ number }: { number: NumberPageJson }) {
  const { sending, account, accountName, restriction } = number;
  const name = accountName ?? account;
  return (
    <>
      <Unsanctioned sending={sending} />
      <RestrictionClock of={number} title={name ?? number.name} zone={number.zone} />
      {restriction?.inherited === true && account !== null && (
        <FromAccount account={account} name={name ?? account} />
      )}
      {number.limit !== null && <p className="muted">limit {number.limit}</p>}
    </>
  );
}

function FromAccount({ account, name }: { account: string; name: string }) {
  return (
    <p className="muted">
      from the account <Link href={`/accounts/${encodeURIComponent(account)}`}>{name}</Link>
    </p>
  );
}

function Unsanctioned({ sending }: Pick<NumberPageJson, "sending">) {
  if (sending === "ok") {
    return (
      <>
        <p className="medium">can send</p>
        <p className="muted">no restriction known</p>
      </>
    );
  }
  if (sending !== "stopped") return null;
  return (
    <>
      <p className="medium">cannot send</p>
      <p className="muted">WhatsApp has not restricted it: no ban risk from this</p>
    </>
  );
}
