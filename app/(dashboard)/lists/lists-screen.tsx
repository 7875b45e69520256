"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { listsQuery, periodText } from "@/app/_queries/campaigns";
import { FileLink } from "@/app/_ui/file-link";
import { PeriodFilters } from "@/app/_ui/period-filters";
import { Empty, Failed, Waiting } from "@/app/_ui/states";
import { count, percent } from "@/lib/domain/portfolio/score-words";
import type { PeriodQuery } from "@/lib/wire/campaign";
import type { ListJson } from "@/lib/wire/list";
import { HarmBars } from "./harm-bars";

export function ListsScreen({ query }: { query: PeriodQuery }) {
  const { data, error, isError, refetch } = useQuery({
    ...listsQuery(query),
    placeholderData: keepPreviousData,
  });
  if (!data && isError)
    return <Failed what="The lists" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the lists" />;
  const named = data.lists.filter(({ id }) => id !== null);
  return (
    <>
      <header className="page-head">
        <h1>Lists</h1>
        <PeriodFilters query={query} clients={data.clients} numbers={data.numbers} />
      </header>
      <p className="page-note soft">
        Where people came from, and how much of the harm came from there. The most harm stands
        first.
      </p>
      {named.length === 0 ? (
        <Empty title={`No list in ${data.days} days`}>
          Send the name of the list with each message (“list” in our own event format, or “list=…”
          in the callback data that your tool gives to WhatsApp), and its part of the harm shows
          here.
        </Empty>
      ) : (
        <ol className="harm-list">
          {data.lists.map((list) => (
            <ListItem key={list.id ?? "none"} list={list} days={data.days} />
          ))}
        </ol>
      )}
      {data.lists.length > 0 && (
        <FileLink href={`/api/v1/lists/csv?${periodText(query)}`} what="the lists" />
      )}
    </>
  );
}

function ListItem({ list, days }: { list: ListJson; days: number }) {
  return (
    <li className="block">
      <h2>
        {list.id === null ? (
          <span className="muted">No list named</span>
        ) : (
          <Link href={`/lists/${list.id}?days=${days}`}>{list.name}</Link>
        )}
      </h2>
      <p>{list.sentence}</p>
      <HarmBars list={list} />
      <p className="small muted">{figuresOf(list)}</p>
    </li>
  );
}

function figuresOf(list: ListJson): string {
  return [
    `${count(list.delivered)} delivered`,
    `${count(list.optedOut)} asked to stop${list.optedOutShare === null ? "" : ` (${percent(list.optedOutShare)})`}`,
    list.unreachableShare !== null && `${percent(list.unreachableShare)} not on WhatsApp`,
    list.blocked > 0 && `${count(list.blocked)} blocked`,
    list.reported > 0 && `${count(list.reported)} reported`,
  ]
    .filter((part) => part !== false)
    .join(" · ");
}
