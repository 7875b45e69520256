"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { createWorkspace, workspacesQuery } from "@/app/_queries/me";
import { EnterButton } from "@/app/_ui/enter-button";
import { roleWords } from "@/app/_ui/role-words";
import { TextField } from "@/app/_ui/text-field";
import { ZoneField } from "@/app/_ui/zone-field";
import { z } from "@/lib/wire/zod";

const fields = z.object({ name: z.string(), zone: z.string() });

export function WorkspacesScreen({ zone, zones }: { zone: string; zones: string[] }) {
  const { data } = useQuery(workspacesQuery());
  const { mutate, isPending, error } = useMutation({
    mutationFn: createWorkspace,
    onSuccess: () => window.location.assign("/"),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate(fields.parse(Object.fromEntries(new FormData(event.currentTarget))));
  }

  return (
    <>
      <header className="page-head">
        <h1>Your workspaces</h1>
      </header>
      <div className="settings-grid">
        <section className="block form" aria-labelledby="yours">
          <h2 id="yours">Where you belong</h2>
          <ul>
            {data?.workspaces.map((one) => (
              <li key={one.id} className="person-row">
                <span>
                  <EnterButton workspace={one} className="button tiny" />{" "}
                  <span className="small muted">{roleWords[one.role]}</span>
                </span>
                {one.here && <span className="small muted">you are here</span>}
              </li>
            ))}
          </ul>
        </section>
        <form className="block form" onSubmit={submit} aria-labelledby="new">
          <h2 id="new">New workspace</h2>
          <p className="soft">
            Its numbers, people and keys are its own. You become its administrator.
          </p>
          <TextField name="name" label="Name" maxLength={80} />
          <ZoneField zones={zones} defaultValue={zone} />
          {error !== null && (
            <p role="alert" className="note warn">
              {error.message}
            </p>
          )}
          <div className="actions">
            <button type="submit" className="button main" disabled={isPending}>
              {isPending ? "Creating…" : "Create workspace"}
            </button>
          </div>
        </form>
      </div>
    </>
  );
}
