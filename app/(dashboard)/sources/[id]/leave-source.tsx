"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef } from "react";
import { deleteSource, unsubscribeSource, updateSource } from "@/app/_queries/sources";
import type { SourcePageJson } from "@/lib/wire/source";

/** Three ways to stop, from the mildest to the last. */
export function LeaveSource({ source }: { source: SourcePageJson }) {
  const { isOff, pause, unsubscribe, remove } = useLeaving(source);
  const error = pause.error ?? unsubscribe.error ?? remove.error;
  return (
    <section className="block form" aria-labelledby="leave">
      <h2 id="leave">Stop</h2>
      <div className="actions">
        <button
          type="button"
          className="button"
          disabled={pause.isPending}
          onClick={() => pause.mutate()}
        >
          {isOff ? "Take in deliveries again" : "Disable for now"}
        </button>
        {source.provider === "meta" && (
          <Confirm
            label="Unsubscribe and delete credentials"
            title={`Unsubscribe ${source.name}?`}
            busy={unsubscribe.isPending}
            go={() => unsubscribe.mutate()}
          >
            With a token Meta is asked to take the app off the account. App secret and token are
            deleted here in any case. Numbers, scores and history stay.
          </Confirm>
        )}
        <Confirm
          label="Delete this source"
          title={`Delete ${source.name}?`}
          busy={remove.isPending}
          go={() => remove.mutate()}
        >
          Its address stops working, and its credentials and delivery log are deleted. Its numbers,
          scores, alerts and history stay; nothing new comes in from it.
        </Confirm>
      </div>
      <div role="status">
        {unsubscribe.data && (
          <p className={`note ${unsubscribe.data.told ? "good" : "warn"}`}>
            {unsubscribe.data.words}
          </p>
        )}
      </div>
      {error !== null && (
        <p role="alert" className="note warn">
          {error.message}
        </p>
      )}
    </section>
  );
}

function useLeaving(source: SourcePageJson) {
  const client = useQueryClient();
  const router = useRouter();
  const again = () => client.invalidateQueries({ queryKey: ["sources"] });
  const isOff = source.connection.state === "disabled";
  const pause = useMutation({
    mutationFn: () => updateSource(source.id, { state: isOff ? "active" : "disabled" }),
    onSettled: again,
  });
  const unsubscribe = useMutation({
    mutationFn: () => unsubscribeSource(source.id),
    onSettled: again,
  });
  const remove = useMutation({
    mutationFn: () => deleteSource(source.id),
    onSuccess: () => {
      client.removeQueries({ queryKey: ["sources", source.id] });
      router.push("/sources");
    },
  });
  return { isOff, pause, unsubscribe, remove };
}

function Confirm({
  label,
  title,
  busy,
  go,
  children,
}: {
  label: string;
  title: string;
  busy: boolean;
  go: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
        {label}
      </button>
      <dialog ref={dialog} className="dialog" aria-label={title}>
        <h2>{title}</h2>
        <p>{children}</p>
        <div className="actions">
          <button
            type="button"
            className="button main"
            disabled={busy}
            onClick={() => {
              go();
              close();
            }}
          >
            {label}
          </button>
          <button type="button" className="button" onClick={close}>
            Keep it
          </button>
        </div>
      </dialog>
    </>
  );
}
