"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { z } from "@/lib/wire/zod";
import { RequestError } from "@/app/_queries/fetch-json";
import { createSource } from "@/app/_queries/sources";
import { TextField } from "@/app/_ui/text-field";

const optional = z
  .string()
  .trim()
  .transform((text) => (text === "" ? undefined : text));
const fields = z.object({
  name: z.string(),
  appSecret: z.string(),
  accessToken: optional,
  wabaId: optional,
  noticesOnly: z.literal("on").optional(),
  ignoreAnswers: z.literal("on").optional(),
});

export function MetaForm() {
  const router = useRouter();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: createSource,
    onSuccess: ({ id }) => router.push(`/sources/${id}`),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = fields.parse(Object.fromEntries(new FormData(event.currentTarget)));
    const { appSecret, accessToken, wabaId } = given;
    mutate({
      name: given.name,
      provider: "meta",
      credentials: { appSecret, ...(accessToken && { accessToken }), ...(wabaId && { wabaId }) },
      noticesOnly: given.noticesOnly === "on",
      readsAnswers: given.ignoreAnswers !== "on",
    });
  }

  const problem = error instanceof RequestError ? error : undefined;
  const wrong = (field: string) =>
    problem?.field?.endsWith(field) === true ? problem.message : undefined;
  return (
    <form className="block form" onSubmit={submit}>
      <MetaFields wrong={wrong} />
      <MetaChoices />
      {error !== null && problem?.field === undefined && (
        <p role="alert" className="note warn">
          {error.message}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="button main" disabled={isPending || isSuccess}>
          {isPending || isSuccess ? "Connecting…" : "Connect"}
        </button>
        <span className="small muted">Next: the address and verify token to paste at Meta.</span>
      </div>
    </form>
  );
}

function MetaFields({ wrong }: { wrong: (field: string) => string | undefined }) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        placeholder="Shop"
        hint="What your team calls this account."
        wrong={wrong("name")}
      />
      <TextField
        name="appSecret"
        label="App secret"
        type="password"
        autoComplete="off"
        hint="App Dashboard → App settings → Basic. It proves that a delivery comes from WhatsApp. Stored encrypted."
        wrong={wrong("appSecret")}
      />
      <div className="two">
        <TextField
          name="accessToken"
          label="Access token (optional)"
          type="password"
          autoComplete="off"
          required={false}
          hint="A system user’s token with whatsapp_business_management only: names, WhatsApp’s rating, limits. Never used to send."
          wrong={wrong("accessToken")}
        />
        <TextField
          name="wabaId"
          label="WhatsApp account id (optional)"
          inputMode="numeric"
          required={false}
          hint="Needed with a token. Digits only, in WhatsApp Manager."
          wrong={wrong("wabaId")}
        />
      </div>
    </>
  );
}

function MetaChoices() {
  return (
    <>
      <label className="choice">
        <input type="checkbox" name="noticesOnly" />
        <span>
          <b>Account notices only</b>
          <br />
          <span className="soft">
            Warnings, restrictions and ratings, and nothing about recipients. Good for a cautious
            first week; coverage 30 %.
          </span>
        </span>
      </label>
      <label className="choice">
        <input type="checkbox" name="ignoreAnswers" />
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
