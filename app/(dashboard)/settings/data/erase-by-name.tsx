"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { eraseClient, eraseWorkspace } from "@/app/_queries/privacy";
import { Ask } from "@/app/_ui/ask";
import { TextField } from "@/app/_ui/text-field";
import type { ClientJson } from "@/lib/wire/client";
import { z } from "@/lib/wire/zod";

/** What is to go: one client, or the workspace itself (`id` undefined). */
interface Victim {
  id: string | undefined;
  name: string;
}

export function EraseByName({
  workspace,
  clients,
}: {
  workspace: string;
  clients: readonly ClientJson[];
}) {
  const [victim, setVictim] = useState<Victim>();
  return (
    <section className="block form" aria-labelledby="erase">
      <h2 id="erase">Erase</h2>
      {clients.length > 0 && <ChooseClient clients={clients} choose={setVictim} />}
      <p className="soft">
        The workspace goes with everything in it, for everybody. Its key is destroyed at once, so
        that no code leads back to a person any more; the rest goes within minutes.
      </p>
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => setVictim({ id: undefined, name: workspace })}
        >
          Erase workspace…
        </button>
      </div>
      <Ask
        title={`Erase ${victim?.name ?? ""}?`}
        open={victim !== undefined}
        onClose={() => setVictim(undefined)}
      >
        {victim && <TypeTheName victim={victim} close={() => setVictim(undefined)} />}
      </Ask>
    </section>
  );
}

function ChooseClient({
  clients,
  choose,
}: {
  clients: readonly ClientJson[];
  choose: (client: Victim) => void;
}) {
  const [chosen, setChosen] = useState("");
  const client = clients.find(({ id }) => id === chosen);
  return (
    <>
      <p className="soft">
        A client goes with its numbers, their figures, alerts and mails, and its recipients. Export
        it first; nothing can be brought back.
      </p>
      <div className="actions">
        <select
          className="select tiny"
          aria-label="Client to erase"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          <option value="">Choose a client</option>
          {clients.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button"
          disabled={!client}
          onClick={() => client && choose(client)}
        >
          Erase client…
        </button>
      </div>
    </>
  );
}

const fields = z.object({ name: z.string() });

function TypeTheName({ victim, close }: { victim: Victim; close: () => void }) {
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (name: string) =>
      victim.id === undefined ? eraseWorkspace(name) : eraseClient(victim.id, name),
    onSuccess: () => {
      if (victim.id === undefined) window.location.assign("/");
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate(fields.parse(Object.fromEntries(new FormData(event.currentTarget))).name);
  }

  if (isSuccess) {
    return (
      <div className="form" role="status">
        <p>It is being erased. Figures of its numbers disappear within minutes.</p>
        <div className="actions">
          <button type="button" className="button main" onClick={close}>
            Close
          </button>
        </div>
      </div>
    );
  }
  return (
    <form className="form" onSubmit={submit}>
      <p>
        This cannot be taken back. To go on, type the name: <b>{victim.name}</b>
      </p>
      <TextField name="name" label="Name" autoComplete="off" wrong={error?.message} />
      <div className="actions">
        <button type="submit" className="button main" disabled={isPending}>
          {isPending ? "Erasing…" : "Erase for good"}
        </button>
        <button type="button" className="button" onClick={close}>
          Keep
        </button>
      </div>
    </form>
  );
}
