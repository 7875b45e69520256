"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { changePassword } from "@/app/_queries/me";
import { RequestError } from "@/app/_queries/fetch-json";
import { TextField } from "@/app/_ui/text-field";
import type { MeJson } from "@/lib/wire/me";
import { z } from "@/lib/wire/zod";

const fields = z.object({ current: z.string().optional(), password: z.string() });

export function PasswordForm({ me }: { me: MeJson }) {
  const client = useQueryClient();
  const { mutate, data, isPending, error } = useMutation({
    mutationFn: changePassword,
    onSettled: () => client.invalidateQueries(),
  });
  const wrong = (field: string) =>
    error instanceof RequestError && error.field === field ? error.message : undefined;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const { current, password } = fields.parse(Object.fromEntries(new FormData(form)));
    mutate(
      { password, ...(current !== undefined && { current }) },
      { onSuccess: () => form.reset() },
    );
  }

  return (
    <form className="block form" onSubmit={submit} aria-labelledby="password">
      <h2 id="password">Password</h2>
      {/* Password managers file the change under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={me.email} />
      {me.hasPassword && (
        <TextField
          name="current"
          label="Present password"
          type="password"
          autoComplete="current-password"
          wrong={wrong("current")}
        />
      )}
      <TextField
        name="password"
        label="New password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        hint="At least 10 characters. Changing it signs you out everywhere else."
        wrong={wrong("password")}
      />
      <div className="actions">
        <button type="submit" className="button" disabled={isPending}>
          {isPending ? "Changing…" : me.hasPassword ? "Change password" : "Set a password"}
        </button>
        <span role="status" className="small muted">
          {data && "Changed. Other browsers are signed out."}
        </span>
        {error !== null && wrong("current") === undefined && wrong("password") === undefined && (
          <span role="alert" className="small band high">
            {error.message}
          </span>
        )}
      </div>
    </form>
  );
}
