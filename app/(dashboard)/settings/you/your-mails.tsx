"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { changeMailChoice, mailChoiceQuery } from "@/app/_queries/mail-choice";
import { TextField } from "@/app/_ui/text-field";
import { Failed, Waiting } from "@/app/_ui/states";
import { digestJson, type MailChoiceJson } from "@/lib/wire/mail-choice";
import { z } from "@/lib/wire/zod";

export function YourMails() {
  const { data, error, isError, refetch } = useQuery(mailChoiceQuery());
  if (!data && isError)
    return <Failed what="What you get by mail" error={error} retry={() => void refetch()} />;
  return data ? <MailForm choice={data} /> : <Waiting what="what you get by mail" />;
}

const fields = z.object({
  receivesMails: z.string().optional(),
  digest: digestJson,
  from: z.string().optional(),
  until: z.string().optional(),
});

const frequencies = [
  ["weekly", "every Monday at 09:00"],
  ["daily", "every day at 09:00"],
  ["never", "never"],
] as const;

function MailForm({ choice }: { choice: MailChoiceJson }) {
  const client = useQueryClient();
  const [quiet, setQuiet] = useState(choice.quiet !== null);
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: changeMailChoice,
    onSuccess: (changed) => client.setQueryData(mailChoiceQuery().queryKey, changed),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { receivesMails, digest, from, until } = fields.parse(
      Object.fromEntries(new FormData(event.currentTarget)),
    );
    const hours = from !== undefined && until !== undefined ? { from, until } : null;
    mutate({ receivesMails: receivesMails !== undefined, digest, quiet: hours });
  }

  return (
    <form className="block form" onSubmit={submit} aria-labelledby="mails">
      <h2 id="mails">What you get by mail</h2>
      <label>
        <input type="checkbox" name="receivesMails" defaultChecked={choice.receivesMails} /> Alert
        mails of <bdi>{choice.workspace}</bdi>
      </label>
      {choice.lastReceiver && (
        <p className="soft small">
          Nobody else gets them. When WhatsApp restricts or disables a number, the administrators
          are told even if you switch them off.
        </p>
      )}
      <DigestField choice={choice} />
      <label>
        <input
          type="checkbox"
          checked={quiet}
          onChange={(event) => setQuiet(event.target.checked)}
        />{" "}
        Quiet hours, in all your workspaces
      </label>
      {quiet && <QuietFields choice={choice} />}
      <div className="actions">
        <button type="submit" className="button main" disabled={isPending}>
          {isPending ? "Saving…" : "Save"}
        </button>
        <span role="status" className="small muted">
          {isSuccess && "Saved."}
        </span>
        {error !== null && (
          <span role="alert" className="small band high">
            {error.message}
          </span>
        )}
      </div>
    </form>
  );
}

function DigestField({ choice: { workspace, digest, zone } }: { choice: MailChoiceJson }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        Digest of <bdi>{workspace}</bdi>
      </label>
      <select id={id} name="digest" className="select" defaultValue={digest}>
        {frequencies.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <span className="hint">By your clock ({zone}).</span>
    </div>
  );
}

function QuietFields({ choice: { quiet } }: { choice: MailChoiceJson }) {
  return (
    <>
      <TextField name="from" type="time" label="Quiet from" defaultValue={quiet?.from ?? "22:00"} />
      <TextField
        name="until"
        type="time"
        label="Quiet until"
        defaultValue={quiet?.until ?? "07:00"}
        hint="Softer news, good news and digests wait. High risk and what WhatsApp does never wait."
      />
    </>
  );
}
