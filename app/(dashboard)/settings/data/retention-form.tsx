"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { previewRetention, retentionQuery, updateRetention } from "@/app/_queries/privacy";
import { Ask } from "@/app/_ui/ask";
import { TextField } from "@/app/_ui/text-field";
import {
  isShorter,
  type Retention,
  type RetentionName,
  retentionNames,
} from "@/lib/domain/retention";
import type { RetentionJson, RetentionPreview } from "@/lib/wire/retention";
import { z } from "@/lib/wire/zod";

const labels: Record<RetentionName, string> = {
  rawDays: "Days for single messages and answers",
  rollupDays: "Days for sums by the hour, and mails",
  deliveryLogDays: "Days for the log of deliveries and calls",
};

const fields = z.object({
  rawDays: z.coerce.number(),
  rollupDays: z.coerce.number(),
  deliveryLogDays: z.coerce.number(),
});

/** Keeping longer is saved at once; keeping shorter says first what it deletes. */
export function RetentionForm({ retention }: { retention: RetentionJson }) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<Retention>();
  const save = useMutation({
    mutationFn: updateRetention,
    onSuccess: (saved) => {
      setWanted(undefined);
      client.setQueryData(retentionQuery().queryKey, saved);
    },
  });
  const preview = useMutation({
    mutationFn: previewRetention,
    onSuccess: (_counts, asked) => setWanted({ ...retention.days, ...definedOf(asked) }),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const days = fields.parse(Object.fromEntries(new FormData(event.currentTarget)));
    if (isShorter(retention.days, days)) preview.mutate(days);
    else save.mutate(days);
  }

  const error = preview.error ?? save.error;
  return (
    <form className="block form" onSubmit={submit} aria-labelledby="keeping">
      <h2 id="keeping">How long things are kept</h2>
      <p className="soft">
        Sums by the day, scores, alerts and the audit log stay as long as the workspace. A shorter
        time deletes what is older, for good.
      </p>
      <DayFields retention={retention} />
      <div className="actions">
        <button
          type="submit"
          className="button main"
          disabled={preview.isPending || save.isPending}
        >
          {preview.isPending ? "Counting…" : "Save"}
        </button>
        <Saved saved={save.isSuccess} error={error} />
      </div>
      <Ask
        title="Keep things for a shorter time?"
        open={wanted !== undefined}
        onClose={() => setWanted(undefined)}
      >
        <Shortening
          counts={preview.data}
          saving={save.isPending}
          confirm={() => save.mutate({ ...wanted, confirmed: true })}
          close={() => setWanted(undefined)}
        />
      </Ask>
    </form>
  );
}

function DayFields({ retention }: { retention: RetentionJson }) {
  return (
    <>
      {retentionNames.map((name) => (
        <TextField
          key={name}
          name={name}
          label={labels[name]}
          type="number"
          min={retention.limits[name]?.least}
          max={retention.limits[name]?.most}
          defaultValue={retention.days[name]}
          hint={`${retention.limits[name]?.least} to ${retention.limits[name]?.most}`}
        />
      ))}
    </>
  );
}

function Saved({ saved, error }: { saved: boolean; error: Error | null }) {
  return (
    <>
      <span role="status" className="small muted">
        {saved && "Saved."}
      </span>
      {error !== null && (
        <span role="alert" className="small band high">
          {error.message}
        </span>
      )}
    </>
  );
}

function definedOf(asked: Parameters<typeof updateRetention>[0]): Partial<Retention> {
  return fields.partial().parse(asked) as Partial<Retention>;
}

interface ShorteningProps {
  counts: RetentionPreview | undefined;
  saving: boolean;
  confirm: () => void;
  close: () => void;
}

const countWords: [keyof RetentionPreview, string][] = [
  ["events", "single messages and answers"],
  ["sums", "sums by the hour, and mails"],
  ["deliveries", "lines of the log of deliveries and calls"],
];

function Shortening({ counts, saving, confirm, close }: ShorteningProps) {
  return (
    <div className="form">
      <p>This deletes within minutes, and nobody can bring it back:</p>
      <ul>
        {countWords.map(([name, words]) => (
          <li key={name}>
            {counts?.[name].toLocaleString("en") ?? "…"} {words}
          </li>
        ))}
      </ul>
      <div className="actions">
        <button type="button" className="button main" disabled={saving} onClick={confirm}>
          {saving ? "Saving…" : "Delete and keep shorter"}
        </button>
        <button type="button" className="button" onClick={close}>
          Leave as it is
        </button>
      </div>
    </div>
  );
}
