"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { RequestError } from "@/app/_queries/fetch-json";
import { updateSource } from "@/app/_queries/sources";
import { TextField } from "@/app/_ui/text-field";
import type { SourcePageJson, UpdateSourceJson } from "@/lib/wire/source";
import { z } from "@/lib/wire/zod";

const fields = z.object({
  name: z.string(),
  appSecret: z.string().optional(),
  accessToken: z.string().optional(),
  wabaId: z.string().optional(),
  noToken: z.literal("on").optional(),
  noticesOnly: z.literal("on").optional(),
  ignoreAnswers: z.literal("on").optional(),
});

export function EditSource({ source }: { source: SourcePageJson }) {
  const client = useQueryClient();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: (change: UpdateSourceJson) => updateSource(source.id, change),
    onSettled: () => client.invalidateQueries({ queryKey: ["sources"] }),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    mutate(changeOf(source, fields.parse(Object.fromEntries(new FormData(form)))), {
      onSuccess: () => clearSecrets(form),
    });
  }

  const wrong = (field: string) =>
    error instanceof RequestError && error.field === field ? error.message : undefined;
  return (
    <details className="block">
      <summary>
        <h2 className="inline">Change this source</h2>
      </summary>
      <form className="form" onSubmit={submit}>
        <TextField name="name" label="Name" defaultValue={source.name} wrong={wrong("name")} />
        {source.provider === "meta" && (
          <>
            <Secrets source={source} wrong={wrong} />
            <Switches source={source} />
          </>
        )}
        {error !== null && (
          <p role="alert" className="note warn">
            {error.message}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="button main" disabled={isPending}>
            {isPending ? "Saving…" : "Save"}
          </button>
          <span role="status">
            {isSuccess && "Saved. It holds at the door within two seconds."}
          </span>
        </div>
      </form>
    </details>
  );
}

function clearSecrets(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement>("input[type=password]")) {
    input.value = "";
  }
}

type Given = z.infer<typeof fields>;

/** Only what is another one: an empty secret leaves the one that is there. */
function changeOf(source: SourcePageJson, given: Given): UpdateSourceJson {
  const own = { name: given.name };
  if (source.provider !== "meta") return own;
  const wabaId = given.wabaId?.trim();
  return {
    ...own,
    noticesOnly: given.noticesOnly === "on",
    readsAnswers: given.ignoreAnswers !== "on",
    ...(given.appSecret && { appSecret: given.appSecret }),
    ...(given.accessToken && { accessToken: given.accessToken }),
    ...(given.noToken === "on" && { accessToken: "" }),
    ...(wabaId && wabaId !== source.account && { wabaId }),
  };
}

function Secrets({
  source,
  wrong,
}: {
  source: SourcePageJson;
  wrong: (field: string) => string | undefined;
}) {
  return (
    <>
      <TextField
        name="appSecret"
        label="New app secret"
        type="password"
        autoComplete="off"
        required={false}
        hint="Leave it empty to keep the one that is there. The one before stays good for 24 hours."
        wrong={wrong("appSecret")}
      />
      <div className="two">
        <TextField
          name="accessToken"
          label="New access token"
          type="password"
          autoComplete="off"
          required={false}
          hint="Names, WhatsApp’s rating and limits. Never used to send."
          wrong={wrong("accessToken")}
        />
        <TextField
          name="wabaId"
          label="WhatsApp account id"
          inputMode="numeric"
          required={false}
          defaultValue={source.account ?? ""}
          wrong={wrong("wabaId")}
        />
      </div>
      {source.token !== "none" && (
        <label className="choice">
          <input type="checkbox" name="noToken" />
          <span>Take the access token away</span>
        </label>
      )}
    </>
  );
}

function Switches({ source }: { source: SourcePageJson }) {
  return (
    <>
      <label className="choice">
        <input type="checkbox" name="noticesOnly" defaultChecked={source.noticesOnly} />
        <span>
          <b>Account notices only</b>
          <br />
          <span className="soft">
            What speaks of messages and people is dropped unread. Coverage 30 %.
          </span>
        </span>
      </label>
      <label className="choice">
        <input type="checkbox" name="ignoreAnswers" defaultChecked={!source.readsAnswers} />
        <span>
          <b>Do not read answers</b>
          <br />
          <span className="soft">
            To notice “STOP” we read answers for a moment and keep nothing of them. Without it 20 %
            of coverage is lost. Advised for health and credit.
          </span>
        </span>
      </label>
    </>
  );
}
