"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { meQuery, updateMe } from "@/app/_queries/me";
import { roleWords } from "@/app/_ui/role-words";
import { TextField } from "@/app/_ui/text-field";
import { ZoneField } from "@/app/_ui/zone-field";
import type { MeJson } from "@/lib/wire/me";
import { z } from "@/lib/wire/zod";

const fields = z.object({ name: z.string(), zone: z.string() });

export function AboutYou({ me, zones }: { me: MeJson; zones: string[] }) {
  const client = useQueryClient();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: updateMe,
    onSuccess: (changed) => client.setQueryData(meQuery().queryKey, changed),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { name, zone } = fields.parse(Object.fromEntries(new FormData(event.currentTarget)));
    mutate({ name, zone: zone === "" ? null : zone });
  }

  return (
    <form className="block form" onSubmit={submit} aria-labelledby="about">
      <h2 id="about">About you</h2>
      <p className="soft">
        You sign in as <b>{me.email}</b> and are {roleWords[me.role]} of this workspace.
      </p>
      <TextField
        name="name"
        label="Your name"
        autoComplete="name"
        maxLength={80}
        defaultValue={me.name}
      />
      <ZoneField
        zones={zones}
        defaultValue={me.zone ?? ""}
        none={`the workspace's (${me.workspaceZone})`}
        label="Your time zone"
        hint="Times in mails to you are told in it."
      />
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
