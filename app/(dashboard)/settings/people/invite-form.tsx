"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { RequestError } from "@/app/_queries/fetch-json";
import { invite, peopleQuery } from "@/app/_queries/people";
import { CopyField } from "@/app/_ui/copy-field";
import { roleOptions } from "@/app/_ui/role-words";
import { TextField } from "@/app/_ui/text-field";
import { type Role, roles } from "@/lib/domain/role";
import type { SentInvitationJson } from "@/lib/wire/people";
import { z } from "@/lib/wire/zod";
import { SeesChoice } from "./client-choice";

const fields = z.object({ email: z.string(), role: z.enum(roles) });

const mailHint = "The invitation goes there and holds for seven days.";
const linkHint = "No mail leaves this installation: you get a link to hand over.";

interface InviteFormProps {
  clients: readonly { id: string; name: string }[];
  mailLeaves: boolean;
}

export function InviteForm({ clients, mailLeaves }: InviteFormProps) {
  const client = useQueryClient();
  const [role, setRole] = useState<Role>("member");
  const [limited, setLimited] = useState<string[] | null>(null);
  const { mutate, data, isPending, error } = useMutation({
    mutationFn: invite,
    onSettled: () => client.invalidateQueries({ queryKey: peopleQuery().queryKey }),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const { email } = fields.parse({ ...Object.fromEntries(new FormData(form)), role });
    const chosen = role === "admin" ? null : limited;
    mutate({ email, role, clients: chosen }, { onSuccess: () => form.reset() });
  }

  const wrongEmail = error instanceof RequestError && error.field === "email";
  return (
    <form className="block form" onSubmit={submit} aria-labelledby="invite">
      <h2 id="invite">Invite somebody</h2>
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="off"
        maxLength={254}
        hint={mailLeaves ? mailHint : linkHint}
        wrong={wrongEmail ? error.message : undefined}
      />
      <RoleField role={role} onChange={setRole} />
      {role !== "admin" && clients.length > 0 && (
        <SeesChoice clients={clients} value={limited} onChange={setLimited} />
      )}
      <div className="actions">
        <button type="submit" className="button main" disabled={isPending}>
          {isPending ? "Inviting…" : "Invite"}
        </button>
        {data && <Sent invitation={data} />}
        {error !== null && !wrongEmail && (
          <span role="alert" className="small band high">
            {error.message}
          </span>
        )}
      </div>
    </form>
  );
}

/** On its way; or, where no mail leaves, the link. */
function Sent({ invitation: { email, link } }: { invitation: SentInvitationJson }) {
  if (link !== null) return <CopyField label={`Link for ${email}, shown this once`} value={link} />;
  return (
    <span role="status" className="small muted">
      Invited: the mail to {email} is on its way.
    </span>
  );
}

function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Role</label>
      <select
        id={id}
        className="select"
        value={role}
        onChange={({ target }) => onChange(fields.shape.role.parse(target.value))}
      >
        {roleOptions.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
