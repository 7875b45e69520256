"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { z } from "@/lib/wire/zod";
import { apiKeysQuery, createApiKey, revokeApiKey } from "@/app/_queries/settings";
import { Choose } from "@/app/_ui/choose";
import { CopyField } from "@/app/_ui/copy-field";
import { TextField } from "@/app/_ui/text-field";
import { Age } from "@/app/_ui/times";
import type { ApiKeyJson } from "@/lib/wire/settings";

export function ApiKeys({ isAdmin }: { isAdmin: boolean }) {
  const { data, isError } = useQuery(apiKeysQuery());
  return (
    <section className="block form" aria-labelledby="keys">
      <h1 id="keys">API keys</h1>
      <p className="soft">
        For your own systems: sending events, reading scores. Each key opens this workspace only,
        and none may change its people or settings.
      </p>
      {!data && (
        <p className="muted">{isError ? "The keys could not be loaded." : "Loading the keys…"}</p>
      )}
      {data && data.keys.length > 0 && (
        <ul>
          {data.keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} isAdmin={isAdmin} />
          ))}
        </ul>
      )}
      {isAdmin ? <NewKey /> : <p className="muted">Administrators make and revoke keys.</p>}
    </section>
  );
}

function KeyRow({ apiKey, isAdmin }: { apiKey: ApiKeyJson; isAdmin: boolean }) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => revokeApiKey(apiKey.id),
    onSettled: () => client.invalidateQueries({ queryKey: apiKeysQuery().queryKey }),
  });
  const revoked = apiKey.revokedAt !== null;
  return (
    <li className={`key-row${revoked ? " revoked" : ""}`}>
      <span>
        <b>{apiKey.name}</b> <code>{apiKey.hint}</code>{" "}
        <span className="small muted">
          {scopeWords[apiKey.scope]} · {revoked ? "revoked" : <LastUse at={apiKey.lastUsedAt} />}
        </span>
        {error !== null && (
          <span role="alert" className="small band high">
            {error.message}
          </span>
        )}
      </span>
      {isAdmin && !revoked && (
        <button type="button" className="button tiny" disabled={isPending} onClick={() => mutate()}>
          Revoke<span className="only-read"> {apiKey.name}</span>
        </button>
      )}
    </li>
  );
}

const scopeWords = { read: "may read", write: "may read and write" } as const;
const scopeOptions = [
  ["write", "may read and write"],
  ["read", "may read"],
] as const;

function LastUse({ at }: { at: string | null }) {
  if (at === null) return "never used";
  return (
    <>
      used <Age at={at} /> ago
    </>
  );
}

const fields = z.object({ name: z.string() });

function NewKey() {
  const client = useQueryClient();
  const [scope, setScope] = useState<"read" | "write">("write");
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: (name: string) => createApiKey(name, scope),
    onSettled: () => client.invalidateQueries({ queryKey: apiKeysQuery().queryKey }),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate(fields.parse(Object.fromEntries(new FormData(event.currentTarget))).name);
  }

  if (data) {
    return (
      <div className="form" role="status">
        <CopyField label={`Key “${data.name}”`} value={data.key} />
        <p className="note warn">
          Copy it now: it is shown this once, and only a fingerprint is stored.
        </p>
        <div className="actions">
          <button type="button" className="button" onClick={reset}>
            I have copied it
          </button>
        </div>
      </div>
    );
  }
  return (
    <form className="form" onSubmit={submit}>
      <TextField name="name" label="New key for" placeholder="CRM" wrong={error?.message} />
      <div className="actions">
        <Choose
          label="What the key may do"
          value={scope}
          options={scopeOptions}
          onChange={setScope}
        />
        <button type="submit" className="button" disabled={isPending}>
          {isPending ? "Creating…" : "Create key"}
        </button>
      </div>
    </form>
  );
}
