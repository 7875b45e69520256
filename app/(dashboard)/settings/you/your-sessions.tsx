"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { endAllSessions, endSession, sessionsQuery } from "@/app/_queries/me";
import { Age } from "@/app/_ui/times";
import type { SessionJson } from "@/lib/wire/me";

export function YourSessions() {
  const { data, isError } = useQuery(sessionsQuery());
  const everywhere = useMutation({
    mutationFn: endAllSessions,
    onSuccess: () => window.location.assign("/sign-in"),
  });
  return (
    <section className="block form" aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      {!data && (
        <p className="muted">{isError ? "The list could not be loaded." : "Loading the list…"}</p>
      )}
      <ul>
        {data?.sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      <div className="actions">
        <button
          type="button"
          className="button"
          disabled={everywhere.isPending}
          onClick={() => everywhere.mutate()}
        >
          Sign out everywhere
        </button>
        {everywhere.error !== null && (
          <span role="alert" className="small band high">
            {everywhere.error.message}
          </span>
        )}
      </div>
    </section>
  );
}

function SessionRow({ session }: { session: SessionJson }) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => endSession(session.id),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery().queryKey }),
  });
  const agent = session.agent ?? "Unknown browser";
  return (
    <li className="person-row">
      <span>
        <b>{agent}</b>{" "}
        <span className="small muted">
          {session.here ? "this browser" : <Seen session={session} />} · in{" "}
          <bdi>{session.workspace}</bdi>
        </span>
        {error !== null && (
          <span role="alert" className="small band high">
            {error.message}
          </span>
        )}
      </span>
      {!session.here && (
        <button type="button" className="button tiny" disabled={isPending} onClick={() => mutate()}>
          Sign out there<span className="only-read"> ({agent})</span>
        </button>
      )}
    </li>
  );
}

function Seen({ session: { lastSeenAt, createdAt } }: { session: SessionJson }) {
  return (
    <>
      last used <Age at={lastSeenAt ?? createdAt} /> ago
    </>
  );
}
