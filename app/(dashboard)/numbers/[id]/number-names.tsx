"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { clientsQuery, nameAccount, updateNumber } from "@/app/_queries/clients";
import { BeginAnew } from "@/app/(dashboard)/settings/clients/begin-anew";
import { TextField } from "@/app/_ui/text-field";
import type { ClientJson } from "@/lib/wire/client";
import type { NumberPageJson } from "@/lib/wire/number";

/** Who sees some clients only may name their numbers, and move none. */
export type NamingRights = "nothing" | "name" | "move";

interface NumberNamesProps {
  number: NumberPageJson;
  may: Exclude<NamingRights, "nothing">;
}

/** What people here call a number, and whose it is. */
export function NumberNames({ number, may }: NumberNamesProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        className="button tiny no-print"
        onClick={() => dialog.current?.showModal()}
      >
        Name and client
      </button>
      <dialog ref={dialog} className="dialog" aria-label={`Name and client of ${number.name}`}>
        <NamesForm number={number} may={may} close={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function NamesForm({ number, may, close }: NumberNamesProps & { close: () => void }) {
  const clients = useClients(may);
  const [client, setClient] = useState(number.client?.id ?? "");
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (form: FormData) => save(number, form, client),
    onSuccess: async () => {
      await queries.invalidateQueries();
      close();
    },
  });
  const anew = isOther(number, client) && number.lastEventAt !== null;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate(new FormData(event.currentTarget));
  }
  return (
    <form className="form" onSubmit={submit}>
      <h2>Name and client</h2>
      <NameFields number={number} wrong={error?.message} />
      {clients.length > 0 && <ClientField clients={clients} value={client} onChange={setClient} />}
      {anew && <BeginAnew numbers={[number.name]} />}
      <div className="actions">
        <button type="submit" className="button main" disabled={isPending}>
          {anew ? "Save, and begin anew" : "Save"}
        </button>
        <button type="button" className="button plain" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function useClients(may: NumberNamesProps["may"]): readonly ClientJson[] {
  const { data } = useQuery(clientsQuery());
  return may === "move" && data ? data.clients : [];
}

function isOther({ client }: NumberPageJson, id: string): boolean {
  return id !== (client?.id ?? "");
}

interface NameFieldsProps {
  number: NumberPageJson;
  wrong: string | undefined;
}

function NameFields({ number, wrong }: NameFieldsProps) {
  return (
    <>
      <TextField
        name="name"
        label="Name of this number"
        hint={
          number.whatsappName === null
            ? "Empty: its phone number."
            : `Empty: WhatsApp’s name, “${number.whatsappName}”.`
        }
        required={false}
        maxLength={100}
        autoComplete="off"
        defaultValue={number.givenName ?? ""}
        wrong={wrong}
      />
      {number.account !== null && (
        <TextField
          name="account"
          label={`Name of its account ${number.account}`}
          hint="Empty: WhatsApp’s name."
          required={false}
          maxLength={100}
          autoComplete="off"
          defaultValue={number.accountGivenName ?? ""}
        />
      )}
    </>
  );
}

interface ClientFieldProps {
  clients: readonly ClientJson[];
  value: string;
  onChange: (client: string) => void;
}

function ClientField({ clients, value, onChange }: ClientFieldProps) {
  return (
    <label className="field">
      <span className="label">Client</span>
      <select className="select" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">No client</option>
        {clients.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

async function save(number: NumberPageJson, form: FormData, client: string): Promise<void> {
  const name = changed(form, "name", number.givenName);
  const account = changed(form, "account", number.accountGivenName);
  await updateNumber(number.id, {
    ...(name !== undefined && { name }),
    ...(isOther(number, client) && { clientId: client === "" ? null : client }),
  });
  if (number.account !== null && account !== undefined) await nameAccount(number.account, account);
}

/** Undefined when it is what it was; null when it was emptied. */
function changed(form: FormData, field: string, before: string | null): string | null | undefined {
  const value = form.get(field);
  if (typeof value !== "string" || value.trim() === (before ?? "")) return undefined;
  return value.trim() === "" ? null : value.trim();
}
