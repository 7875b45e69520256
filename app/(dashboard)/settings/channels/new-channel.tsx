"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { channelsQuery, createChannel } from "@/app/_queries/channels";
import { RequestError } from "@/app/_queries/fetch-json";
import { CopyField } from "@/app/_ui/copy-field";
import { TextField } from "@/app/_ui/text-field";
import type { ChannelsJson, CreateChannelJson } from "@/lib/wire/channel";
import { z } from "@/lib/wire/zod";
import { Hearing, hearingOf } from "./hearing";

const fields = z.object({ name: z.string(), address: z.string() });
type Kind = CreateChannelJson["kind"];

export function NewChannel({ clients }: { clients: ChannelsJson["clients"] }) {
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>("slack");
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: createChannel,
    onSettled: () => client.invalidateQueries({ queryKey: channelsQuery().queryKey }),
  });
  const wrong = (field: string) =>
    error instanceof RequestError && error.field === field ? error.message : undefined;
  const other = error !== null && !wrong("name") && !wrong("address") ? error.message : undefined;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    mutate({ kind, ...fields.parse(Object.fromEntries(form)), ...hearingOf(form) });
  }

  if (data) return <Made channel={data} done={reset} />;
  return (
    <section className="block" aria-labelledby="new-channel">
      <header>
        <h2 id="new-channel">Add a channel</h2>
      </header>
      <form className="form" onSubmit={submit}>
        <ChooseKind kind={kind} onChange={setKind} />
        <TextField
          name="name"
          label="Name"
          placeholder={kind === "slack" ? "#whatsapp-alerts" : "Shop system"}
          wrong={wrong("name")}
        />
        <TextField
          name="address"
          label="Address"
          inputMode="url"
          autoComplete="off"
          placeholder={
            kind === "slack"
              ? "https://hooks.slack.com/services/…"
              : "https://shop.example.com/banguard"
          }
          hint={hints[kind]}
          wrong={wrong("address")}
        />
        <Hearing clients={clients} />
        {other !== undefined && (
          <p role="alert" className="band high">
            {other}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="button main" disabled={isPending}>
            {isPending ? "Adding…" : "Add channel"}
          </button>
        </div>
      </form>
    </section>
  );
}

const hints = {
  slack:
    "In Slack: Apps → Incoming Webhooks → Add to Slack, choose the channel, copy the webhook URL. Tools that take Slack’s messages work too.",
  webhook:
    "We post JSON there, signed as Standard Webhooks describes. Answer with any 2xx within 15 seconds.",
} as const;

function ChooseKind({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const option = (value: Kind, name: string, words: string) => (
    <label>
      <input
        type="radio"
        name="kind"
        value={value}
        checked={kind === value}
        onChange={() => onChange(value)}
      />
      <span>
        <b>{name}</b>
        <br />
        <span className="soft">{words}</span>
      </span>
    </label>
  );
  return (
    <fieldset className="choices">
      <legend className="only-read">Kind</legend>
      {option("slack", "Slack", "one message per incident, with what to do and a link")}
      {option("webhook", "Signed webhook", "the same as JSON, for a system of your own")}
    </fieldset>
  );
}

interface MadeChannel {
  id: string;
  name: string;
  secret: string | null;
}

function Made({ channel, done }: { channel: MadeChannel; done: () => void }) {
  return (
    <section className="block form" role="status">
      <p>
        <b>{channel.name}</b> is added. Now{" "}
        <Link href={`/settings/channels/${channel.id}`}>send a test</Link>.
      </p>
      {channel.secret !== null && (
        <>
          <CopyField label="Secret that signs" value={channel.secret} />
          <p className="note warn">
            Copy it now: it is shown this once. Your system checks our signature with it.
          </p>
        </>
      )}
      <div className="actions">
        <button type="button" className="button" onClick={done}>
          {channel.secret === null ? "Add another" : "I have copied it"}
        </button>
      </div>
    </section>
  );
}
