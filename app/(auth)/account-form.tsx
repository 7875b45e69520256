"use client";

import { type ComponentProps, type FormEvent, type ReactNode, useState } from "react";
import { RequestError } from "@/app/_queries/fetch-json";
import { TextField } from "@/app/_ui/text-field";
import { z } from "@/lib/wire/zod";

export type Given = Record<string, string>;

interface AccountFormProps {
  fields: ComponentProps<typeof TextField>[];
  button: string;
  /** What the button says meanwhile. */
  busyWords: string;
  /** Throws a RequestError for what the server refuses; its field is marked. */
  send: (given: Given) => Promise<void>;
  children?: ReactNode;
}

const values = z.record(z.string(), z.string());

/** A form of somebody who is not signed in: fields, one button, and what was refused in words. */
export function AccountForm({ fields, button, busyWords, send, children }: AccountFormProps) {
  const [refused, setRefused] = useState<{ field: string | undefined; detail: string }>();
  const [busy, setBusy] = useState(false);
  const names = fields.map(({ name }) => name);
  const marked = refused?.field !== undefined && names.includes(refused.field);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = values.parse(Object.fromEntries(new FormData(event.currentTarget)));
    setBusy(true);
    setRefused(undefined);
    try {
      await send(given);
    } catch (error) {
      const field = error instanceof RequestError ? error.field : undefined;
      setRefused({
        field,
        detail: error instanceof RequestError ? error.message : "Banguard does not answer.",
      });
    }
    setBusy(false);
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      {fields.map((field) => (
        <TextField
          key={field.name}
          {...field}
          wrong={refused?.field === field.name ? refused.detail : undefined}
        />
      ))}
      {children}
      {refused && !marked && (
        <p role="alert" className="note warn">
          {refused.detail}
        </p>
      )}
      <button type="submit" className="button main wide" disabled={busy}>
        {busy ? busyWords : button}
      </button>
    </form>
  );
}
