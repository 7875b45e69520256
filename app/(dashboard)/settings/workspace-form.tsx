"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { z } from "@/lib/wire/zod";
import { settingsQuery, updateSettings } from "@/app/_queries/settings";
import { TextField } from "@/app/_ui/text-field";
import type { SettingsJson } from "@/lib/wire/settings";

const fields = z.object({
  name: z.string(),
  zone: z.string(),
  optOutGraceHours: z.coerce.number().int(),
});

export function WorkspaceForm({
  workspace,
  zones,
}: {
  workspace: SettingsJson["workspace"];
  zones: string[];
}) {
  const client = useQueryClient();
  const zoneId = useId();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: updateSettings,
    onSuccess: (settings) => client.setQueryData(settingsQuery().queryKey, settings),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate(fields.parse(Object.fromEntries(new FormData(event.currentTarget))));
  }

  const offered = zones.includes(workspace.zone) ? zones : [workspace.zone, ...zones];
  return (
    <form className="block form" onSubmit={submit} aria-labelledby="workspace">
      <h2 id="workspace">Workspace</h2>
      <TextField name="name" label="Name" defaultValue={workspace.name} />
      <div className="field">
        <label htmlFor={zoneId}>Time zone</label>
        <select id={zoneId} name="zone" className="select" defaultValue={workspace.zone}>
          {offered.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
        <span className="hint">
          Days and hours counted from now on follow it; what is counted already stays.
        </span>
      </div>
      <TextField
        name="optOutGraceHours"
        label="Hours until a “no” must be honoured everywhere"
        type="number"
        min={1}
        max={72}
        defaultValue={workspace.optOutGraceHours}
        hint="Offers sent later than this to somebody who said no cost points. 1 to 72."
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
