"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { channelsQuery, removeChannel, updateChannel } from "@/app/_queries/channels";
import { RequestError } from "@/app/_queries/fetch-json";
import { Hearing, hearingOf } from "@/app/(dashboard)/settings/channels/hearing";
import { TextField } from "@/app/_ui/text-field";
import type { ChannelPageJson, UpdateChannelJson } from "@/lib/wire/channel";
import { z } from "@/lib/wire/zod";

const fields = z.object({ name: z.string(), address: z.string() });

export function ChangeChannel({ channel }: { channel: ChannelPageJson }) {
  const client = useQueryClient();
  const { data } = useQuery(channelsQuery());
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (change: UpdateChannelJson) => updateChannel(channel.id, change),
    onSettled: () => client.invalidateQueries({ queryKey: channelsQuery().queryKey }),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { name, address } = fields.parse(Object.fromEntries(form));
    mutate({ name, ...hearingOf(form), ...(address !== "" && { address }) });
  }

  const ofAddress = error instanceof RequestError && error.field === "address";
  return (
    <details className="block">
      <summary>
        <h2 className="inline">Change or remove</h2>
      </summary>
      <form className="form" onSubmit={submit}>
        <TextField name="name" label="Name" defaultValue={channel.name} />
        <TextField
          name="address"
          label="New address"
          required={false}
          autoComplete="off"
          hint={`Leave it empty to keep the one at ${channel.host}.`}
          wrong={ofAddress ? error.message : undefined}
        />
        {data && <Hearing clients={data.clients} channel={channel} />}
        {error !== null && !ofAddress && (
          <p role="alert" className="band high">
            {error.message}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="button" disabled={isPending || !data}>
            {isPending ? "Saving…" : "Save"}
          </button>
          {isSuccess && <span role="status">Saved.</span>}
        </div>
      </form>
      <Remove channel={channel} />
    </details>
  );
}

function Remove({ channel }: { channel: ChannelPageJson }) {
  const client = useQueryClient();
  const router = useRouter();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => removeChannel(channel.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: channelsQuery().queryKey, exact: true });
      router.push("/settings/channels");
    },
  });
  return (
    <div className="form">
      <p className="soft">Removing takes its log along. What is on its way is not sent.</p>
      <div className="actions">
        <button type="button" className="button" disabled={isPending} onClick={() => mutate()}>
          Remove {channel.name}
        </button>
      </div>
      {error !== null && (
        <p role="alert" className="band high">
          {error.message}
        </p>
      )}
    </div>
  );
}
