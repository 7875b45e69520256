"use client";

import Link from "next/link";
import { useRef } from "react";
import type { KeyboardEvent } from "react";
import { useSteadyOrder } from "@/app/_ui/use-steady-order";
import { type Stage, stageOf, stages } from "@/lib/domain/portfolio/portfolio-number";
import { groupPortfolio } from "@/lib/domain/portfolio/sort";
import type { NumberJson } from "@/lib/wire/number";
import { mostCards } from "./need-you";
import { ListFilters } from "./list-filters";
import { chooseNumbers, isEverything } from "./list-choice";
import { NumberRow } from "./number-row";
import { useListChoice } from "./use-list-choice";

interface NumberListProps {
  numbers: readonly NumberJson[];
  zone: string;
}

export function NumberList({ numbers, zone }: NumberListProps) {
  const [choice, setChoice] = useListChoice();
  const list = useRef<HTMLDivElement>(null);
  const chosen = chooseNumbers(numbers, choice);
  const steady = useSteadyOrder(chosen.map(({ id }) => id));
  const byId = new Map(numbers.map((number) => [number.id, number]));
  const shown = steady.order.flatMap((id) => byId.get(id) ?? []);

  return (
    <section
      aria-label="All numbers"
      className="portfolio"
      onKeyDown={(event) => walk(event, list.current)}
    >
      <ListFilters numbers={numbers} shown={chosen.length} choice={choice} onChange={setChoice} />
      <p className="changes" role="status">
        {steady.changes > 0 && (
          <button type="button" className="button tiny" onClick={steady.show}>
            {steady.changes} change{steady.changes === 1 ? "" : "s"}, show
          </button>
        )}
      </p>
      <div className="rows" ref={list} {...steady.handlers}>
        <p className="row head" aria-hidden="true">
          <span>Number</span>
          <span>Score</span>
          <span>7 days</span>
          <span>WhatsApp says</span>
          <span>Main reason</span>
          <span className="figures">Last seen</span>
        </p>
        {choice.order === "worst" ? (
          <Stages numbers={shown} zone={zone} carded={isEverything(choice)} />
        ) : (
          <Rows numbers={shown} zone={zone} />
        )}
        {shown.length === 0 && <p className="nothing muted">No number fits these filters.</p>}
      </div>
    </section>
  );
}

const stageNames: Record<Stage, string> = {
  "need you": "Need you",
  "on watch": "On watch",
  quiet: "Quiet",
  "cannot judge": "We cannot judge",
};

/** The stages have visible headings on a phone only, where no column says as much. */
function Stages({ numbers, zone, carded }: NumberListProps & { carded: boolean }) {
  return stages.map((stage) => {
    const members = numbers.filter((number) => stageOf(number) === stage);
    if (members.length === 0) return null;
    return (
      <section
        key={stage}
        className={`stage${carded && hasCards(stage, members) ? " carded" : ""}`}
      >
        <h2>
          {stageNames[stage]} <span>{members.length}</span>
        </h2>
        <Rows numbers={members} zone={zone} />
      </section>
    );
  });
}

/** On a phone the cards above already say all of it. */
function hasCards(stage: Stage, members: readonly NumberJson[]): boolean {
  return stage === "need you" && groupPortfolio(members).length <= mostCards;
}

function Rows({ numbers, zone }: NumberListProps) {
  return (
    <div className="rows-of-stage">
      {groupPortfolio(numbers).map(({ key, head, numbers: members }) => (
        <div key={key} className={head === undefined ? undefined : "group"}>
          {head !== undefined && (
            <p className="group-head">
              <b>
                <Link href={`/accounts/${encodeURIComponent(members[0]?.account ?? "")}`}>
                  {head}
                </Link>
              </b>{" "}
              <span className="muted">{members[0]?.restriction?.words}</span>
            </p>
          )}
          <ul>
            {members.map((number) => (
              <NumberRow key={number.id} number={number} zone={zone} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** Arrow keys or j and k walk through the rows; / goes to the search field. */
function walk(event: KeyboardEvent, list: HTMLElement | null): void {
  const target = event.target as HTMLElement;
  if (!list || target.matches("input, select")) return;
  const links = [...list.querySelectorAll<HTMLElement>("a.row-link")];
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step === undefined) return;
  const here = links.indexOf(target);
  const next = links[Math.max(0, Math.min(links.length - 1, here + step))];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
