"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import type { FormEvent } from "react";
import { z } from "@/lib/wire/zod";
import { createSource } from "@/app/_queries/sources";
import { CopyField } from "@/app/_ui/copy-field";
import { TextField } from "@/app/_ui/text-field";
import type { CreatedSourceJson } from "@/lib/wire/source";

const fields = z.object({ name: z.string() });

export function OwnForm() {
  const { mutate, isPending, data, error } = useMutation({ mutationFn: createSource });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { name } = fields.parse(Object.fromEntries(new FormData(event.currentTarget)));
    mutate({ name, provider: "standard", credentials: {} });
  }

  if (data) return <Created source={data} />;
  return (
    <form className="block form" onSubmit={submit}>
      <TextField name="name" label="Name" placeholder="CRM events" />
      {error !== null && (
        <p role="alert" className="note warn">
          {error.message}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="button main" disabled={isPending}>
          {isPending ? "Creating…" : "Create the address"}
        </button>
      </div>
    </form>
  );
}

function Created({ source }: { source: CreatedSourceJson }) {
  return (
    <section className="block form" role="status">
      <h2>Ready to receive</h2>
      <CopyField label="Address" value={source.webhookUrl} />
      {source.secret !== undefined && (
        <>
          <CopyField label="Secret" value={source.secret} />
          <p className="note warn">
            Copy the secret now: it is shown this once and stored encrypted.
          </p>
        </>
      )}
      <div className="actions">
        <Link href={`/sources/${source.id}`} className="button main">
          Go on
        </Link>
      </div>
    </section>
  );
}
