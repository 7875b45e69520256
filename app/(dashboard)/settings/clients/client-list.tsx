"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useRef, useState } from "react";
import { createClient, removeClient, renameClient } from "@/app/_queries/clients";
import { TextField } from "@/app/_ui/text-field";
import type { ClientJson } from "@/lib/wire/client";

interface ClientListProps {
  clients: readonly ClientJson[];
  mayWrite: boolean;
}

export function ClientList({ clients, mayWrite }: ClientListProps) {
  return (
    <section className="block form" aria-labelledby="clients">
      <h1 id="clients">Clients</h1>
      <p className="soft">
        For who looks after numbers of several businesses. Each client’s recipients have codes of
        their own: what a person told one client, another client’s numbers never learn. Members can
        be limited to clients, and get mails about the clients they choose.
      </p>
      {clients.length === 0 ? (
        <p className="muted">No client yet. Without clients, all numbers belong together.</p>
      ) : (
        <ul>
          {clients.map((client) => (
            <ClientRow key={client.id} client={client} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
      {mayWrite && <NewClient />}
    </section>
  );
}

function ClientRow({ client, mayWrite }: { client: ClientJson; mayWrite: boolean }) {
  const [renaming, setRenaming] = useState(false);
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => removeClient(client.id),
    onSettled: () => queries.invalidateQueries(),
  });
  if (renaming) return <Rename client={client} done={() => setRenaming(false)} />;
  return (
    <li className="key-row">
      <span>
        <Link href={`/?client=${client.id}`}>
          <b>
            <bdi>{client.name}</bdi>
          </b>
        </Link>{" "}
        <span className="small muted">
          {client.numbers} number{client.numbers === 1 ? "" : "s"}
        </span>
        {error !== null && (
          <span role="alert" className="small band high">
            {error.message}
          </span>
        )}
      </span>
      {mayWrite && (
        <span className="row-actions">
          <button type="button" className="button tiny" onClick={() => setRenaming(true)}>
            Rename<span className="only-read"> {client.name}</span>
          </button>
          {client.numbers === 0 && (
            <button
              type="button"
              className="button tiny"
              disabled={isPending}
              onClick={() => mutate()}
            >
              Remove<span className="only-read"> {client.name}</span>
            </button>
          )}
        </span>
      )}
    </li>
  );
}

function Rename({ client, done }: { client: ClientJson; done: () => void }) {
  const [name, setName] = useState(client.name);
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => renameClient(client.id, name),
    onSuccess: async () => {
      await queries.invalidateQueries();
      done();
    },
  });
  return (
    <li className="key-row">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          mutate();
        }}
      >
        <TextField
          name="name"
          label={`New name of ${client.name}`}
          maxLength={80}
          autoComplete="off"
          value={name}
          wrong={error?.message}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="actions">
          <button type="submit" className="button" disabled={isPending}>
            Save
          </button>
          <button type="button" className="button plain" onClick={done}>
            Cancel
          </button>
        </div>
      </form>
    </li>
  );
}

function NewClient() {
  const form = useRef<HTMLFormElement>(null);
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: createClient,
    onSuccess: async () => {
      form.current?.reset();
      await queries.invalidateQueries();
    },
  });
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    mutate(typeof name === "string" ? name : "");
  }
  return (
    <form className="form" ref={form} onSubmit={submit}>
      <TextField
        name="name"
        label="New client"
        placeholder="Kite Fashion"
        maxLength={80}
        autoComplete="off"
        wrong={error?.message}
      />
      <div className="actions">
        <button type="submit" className="button" disabled={isPending}>
          {isPending ? "Adding…" : "Add client"}
        </button>
      </div>
    </form>
  );
}
