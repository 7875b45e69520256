"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { erasePerson } from "@/app/_queries/privacy";
import { Ask } from "@/app/_ui/ask";
import { TextField } from "@/app/_ui/text-field";
import { personPlaces } from "@/lib/domain/erasure";
import { suppressionSentence } from "@/lib/domain/privacy-words";
import type { ErasedPersonJson } from "@/lib/wire/erasure";
import { z } from "@/lib/wire/zod";

export function ErasePerson() {
  const [open, setOpen] = useState(false);
  return (
    <section className="block form" aria-labelledby="erase-person">
      <h2 id="erase-person">A recipient wants to be forgotten</h2>
      <p className="soft">
        Type their phone number: it is turned into codes here and stored nowhere. Sums stay; who it
        was goes. You can also take the codes of everybody who said no with you.
      </p>
      <div className="actions">
        <button type="button" className="button" onClick={() => setOpen(true)}>
          Erase a recipient…
        </button>
        <a className="button" href="/api/v1/said-no" download>
          Who said no, as codes (CSV)
        </a>
      </div>
      <Ask title="Erase a recipient" open={open} onClose={() => setOpen(false)}>
        <EraseForm close={() => setOpen(false)} />
      </Ask>
    </section>
  );
}

const fields = z.object({ phone: z.string() });

function EraseForm({ close }: { close: () => void }) {
  const { mutate, data, error, isPending } = useMutation({ mutationFn: erasePerson });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate(fields.parse(Object.fromEntries(new FormData(event.currentTarget))).phone);
  }

  if (data) return <Erased erased={data} close={close} />;
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        name="phone"
        label="Phone number with its country code"
        placeholder="+91 98765 43210"
        autoComplete="off"
        wrong={error?.message}
      />
      <p className="note warn">That this person said no is forgotten too. {suppressionSentence}</p>
      <p className="small muted">
        It goes from every client of this workspace, at once and for good. From backups it goes when
        they are replaced.
      </p>
      <div className="actions">
        <button type="submit" className="button main" disabled={isPending}>
          {isPending ? "Erasing…" : "Erase"}
        </button>
        <button type="button" className="button" onClick={close}>
          Keep
        </button>
      </div>
    </form>
  );
}

const places = Object.entries(personPlaces) as [keyof typeof personPlaces, string][];

function Erased({ erased, close }: { erased: ErasedPersonJson; close: () => void }) {
  const found = places.filter(([place]) => erased.tables[place] > 0);
  return (
    <div className="form" role="status">
      {erased.rows === 0 ? (
        <p>
          <b>Nothing here spoke of this number.</b> Either it was never written to from your
          numbers, or it has been forgotten already.
        </p>
      ) : (
        <p>
          <b>
            {erased.rows === 1 ? "1 row" : `${erased.rows} rows`} no longer speak of this person:
          </b>
        </p>
      )}
      <ul>
        {found.map(([place, words]) => (
          <li key={place}>
            {words}: {erased.tables[place]}
          </li>
        ))}
      </ul>
      <p className="note warn">{suppressionSentence}</p>
      <div className="actions">
        <button type="button" className="button main" onClick={close}>
          Close
        </button>
      </div>
    </div>
  );
}
