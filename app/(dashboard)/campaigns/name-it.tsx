"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { nameCampaign, unnameCampaign } from "@/app/_queries/campaigns";
import { TextField } from "@/app/_ui/text-field";
import type { CampaignJson } from "@/lib/wire/campaign";

type Named = Pick<CampaignJson, "id" | "name">;

/** For a campaign that was only recognised by its shape. */
export function NameIt({ campaign }: { campaign: Named }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        className="button tiny no-print"
        onClick={() => dialog.current?.showModal()}
      >
        {campaign.name === null ? "Name it" : "Rename"}
      </button>
      <dialog ref={dialog} className="dialog" aria-label="Name this campaign">
        <NameForm campaign={campaign} close={close} />
      </dialog>
    </>
  );
}

function NameForm({ campaign, close }: { campaign: Named; close: () => void }) {
  const [name, setName] = useState(campaign.name ?? "");
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (given: string | null) =>
      given === null ? unnameCampaign(campaign.id) : nameCampaign(campaign.id, given),
    onSuccess: async (_campaign, given) => {
      setName(given ?? "");
      await client.invalidateQueries();
      close();
    },
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        mutate(name);
      }}
    >
      <h2>{campaign.name === null ? "Name this campaign" : `Rename “${campaign.name}”`}</h2>
      <p className="soft">
        Nobody told Banguard what it was: it was recognised by at least 100 marketing messages
        within an hour. The name then stands on every page and in later mails.
      </p>
      <TextField
        name="name"
        label="Name"
        maxLength={80}
        autoComplete="off"
        value={name}
        wrong={error?.message}
        onChange={(event) => setName(event.target.value)}
      />
      <div className="actions">
        <button type="submit" className="button main" disabled={isPending}>
          Save
        </button>
        {campaign.name !== null && (
          <button
            type="button"
            className="button"
            disabled={isPending}
            onClick={() => mutate(null)}
          >
            Take the name away
          </button>
        )}
        <button type="button" className="button plain" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}
