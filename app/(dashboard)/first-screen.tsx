"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { AccountRows } from "@/app/(dashboard)/accounts/account-rows";
import { numbersQuery } from "@/app/_queries/numbers";
import { FileLink } from "@/app/_ui/file-link";
import { useNow } from "@/app/_ui/now";
import { Empty, Failed, Waiting } from "@/app/_ui/states";
import { Freshness } from "@/app/_ui/times";
import { blindSpots } from "@/lib/domain/portfolio/blind-spots";
import { verdict } from "@/lib/domain/portfolio/verdict";
import type { NumbersJson } from "@/lib/wire/number";
import { DemoButton } from "./demo-button";
import { NeedYou } from "./need-you";
import { NumberList } from "./number-list";

export function FirstScreen() {
  const { data, error, isError, refetch } = useQuery(numbersQuery());
  if (!data && isError)
    return <Failed what="Your numbers" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="your numbers" />;
  if (data.numbers.length === 0) {
    return (
      <>
        <NoNumbers />
        <AccountRows />
      </>
    );
  }
  return <Portfolio data={data} failed={isError} />;
}

function Portfolio({ data, failed }: { data: NumbersJson; failed: boolean }) {
  const now = useNow();
  const { headline, detail } = verdict(data.numbers, data.zone, now);
  return (
    <>
      <header className="verdict">
        <div>
          <h1>{headline}</h1>
          {detail !== "" && <p>{detail}</p>}
        </div>
        <Freshness at={data.updatedAt} zone={data.zone} failed={failed} />
      </header>
      <NeedYou numbers={data.numbers} zone={data.zone} />
      <NumberList numbers={data.numbers} zone={data.zone} />
      <FileLink href="/api/v1/numbers/csv" what="all numbers" />
      <AccountRows />
      <BlindSpots data={data} />
    </>
  );
}

function BlindSpots({ data }: { data: NumbersJson }) {
  const spots = blindSpots(data.numbers);
  if (spots.length === 0) return null;
  return (
    <details className="blind">
      <summary>
        <b>What we cannot see:</b> {spots.join(" · ")} · <span className="why">Why?</span>
      </summary>
      <p>
        WhatsApp tells no business who blocked or reported it. Banguard judges by what can be seen:
        answers that ask to stop, messages that do not arrive, how many are read, and WhatsApp’s own
        notices. Where a provider or your own system reports blocks, they are counted and marked as
        reported. What is missing lowers the coverage of a number; it never counts as safe.{" "}
        <Link href="/seeing">What is seen, number by number, and what would help</Link>
      </p>
    </details>
  );
}

function NoNumbers() {
  return (
    <Empty
      alone
      title="No numbers yet"
      action={
        <span className="empty-deeds">
          <Link href="/sources/connect" className="button main">
            Connect how you send
          </Link>
          <DemoButton />
        </span>
      }
    >
      Connect the way you send on WhatsApp. Numbers appear here by themselves with their first
      event, each with a score that explains itself.
    </Empty>
  );
}
