"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { assignNumbers } from "@/app/_queries/clients";
import { Choose } from "@/app/_ui/choose";
import { formatPhone } from "@/lib/domain/phone";
import type { ClientJson } from "@/lib/wire/client";
import type { NumberJson } from "@/lib/wire/number";
import { BeginAnew } from "./begin-anew";

interface AssignNumbersProps {
  clients: readonly ClientJson[];
  numbers: readonly NumberJson[];
}

/** One list with boxes: forty numbers of fifteen clients are fifteen rounds of ticking and one choice each. */
export function AssignNumbers({ clients, numbers }: AssignNumbersProps) {
  const [shown, setShown] = useState("none");
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const listed = numbers
    .filter(({ client }) => shown === "" || (client?.id ?? "none") === shown)
    .toSorted((left, right) => left.name.localeCompare(right.name));
  const chosen = listed.filter(({ id }) => ticked.has(id));
  const tick = (ids: readonly string[], on: boolean) => {
    const next = new Set(ticked);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setTicked(next);
  };
  return (
    <section className="block form" aria-labelledby="assign">
      <h2 id="assign">Whose number is it</h2>
      <div className="actions">
        <Choose
          label="Show"
          value={shown}
          options={[
            ["none", "Numbers without a client"],
            ["", "All numbers"],
            ...clients.map(nameOf),
          ]}
          onChange={setShown}
        />
      </div>
      {listed.length === 0 ? (
        <p className="muted">Every number belongs to a client.</p>
      ) : (
        <Ticks listed={listed} ticked={ticked} tick={tick} />
      )}
      <Move clients={clients} chosen={chosen} done={() => setTicked(new Set())} />
    </section>
  );
}

interface TicksProps {
  listed: readonly NumberJson[];
  ticked: ReadonlySet<string>;
  tick: (ids: readonly string[], on: boolean) => void;
}

function Ticks({ listed, ticked, tick }: TicksProps) {
  const ids = listed.map(({ id }) => id);
  return (
    <ul className="ticks">
      <li>
        <label>
          <input
            type="checkbox"
            checked={ids.every((id) => ticked.has(id))}
            onChange={(event) => tick(ids, event.target.checked)}
          />
          <span className="muted">All {listed.length}</span>
        </label>
      </li>
      {listed.map((number) => (
        <li key={number.id}>
          <label>
            <input
              type="checkbox"
              checked={ticked.has(number.id)}
              onChange={(event) => tick([number.id], event.target.checked)}
            />
            <bdi>{number.name}</bdi>
            <span className="small muted">{whose(number)}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}

function whose({ name, number, client }: NumberJson): string {
  const phone = number === null || formatPhone(number) === name ? [] : [formatPhone(number)];
  return [...phone, client?.name ?? "no client"].join(" · ");
}

function nameOf({ id, name }: ClientJson): readonly [string, string] {
  return [id, name];
}

interface MoveProps {
  clients: readonly ClientJson[];
  chosen: readonly NumberJson[];
  done: () => void;
}

function Move({ clients, chosen, done }: MoveProps) {
  const [to, setTo] = useState("");
  const dialog = useRef<HTMLDialogElement>(null);
  const queries = useQueryClient();
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: () =>
      assignNumbers(
        chosen.map(({ id }) => id),
        to === "none" ? null : to,
      ),
    onSuccess: async () => {
      dialog.current?.close();
      done();
      await queries.invalidateQueries();
    },
  });
  const count = `${chosen.length} number${chosen.length === 1 ? "" : "s"}`;
  const client = clients.find(({ id }) => id === to)?.name ?? "no client";
  const known = chosen.filter(({ lastEventAt }) => lastEventAt !== null);
  return (
    <form
      className="actions sticky"
      onSubmit={(event) => {
        event.preventDefault();
        if (known.length > 0) dialog.current?.showModal();
        else mutate();
      }}
    >
      <Choose
        label="Give them to"
        value={to}
        options={[["", "Give to …"], ...clients.map(nameOf), ["none", "No client"]]}
        onChange={setTo}
      />
      <button
        type="submit"
        className="button main"
        disabled={chosen.length === 0 || to === "" || isPending}
      >
        Give {count}
      </button>
      <span role="status" className="small muted">
        {data && chosen.length === 0 && `${data.moved} moved.`}
        {error?.message}
      </span>
      <dialog ref={dialog} className="dialog" aria-label={`Give ${count} to ${client}`}>
        <Confirm
          what={count}
          to={client}
          begin={known.map(({ name }) => name)}
          isPending={isPending}
          act={() => mutate()}
          cancel={() => dialog.current?.close()}
        />
      </dialog>
    </form>
  );
}

interface ConfirmProps {
  what: string;
  to: string;
  /** Names of those that have people to begin anew with. */
  begin: readonly string[];
  isPending: boolean;
  act: () => void;
  cancel: () => void;
}

function Confirm({ what, to, begin, isPending, act, cancel }: ConfirmProps) {
  return (
    <div className="form">
      <h2>
        Give {what} to <bdi>{to}</bdi>?
      </h2>
      <BeginAnew numbers={begin} />
      <div className="actions">
        <button type="button" className="button main" disabled={isPending} onClick={act}>
          Give, and begin anew
        </button>
        <button type="button" className="button plain" onClick={cancel}>
          Cancel
        </button>
      </div>
    </div>
  );
}
