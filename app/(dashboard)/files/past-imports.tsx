"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { undoImport } from "@/app/_queries/imports";
import { Moment } from "@/app/_ui/times";
import { count } from "@/lib/domain/portfolio/score-words";
import type { ImportJson, ImportsJson } from "@/lib/wire/import";
import { RefusedLines } from "./refused-lines";

export function PastImports({ data, mayWrite }: { data: ImportsJson; mayWrite: boolean }) {
  return (
    <section className="list-group" aria-labelledby="past">
      <h2 id="past">Files so far</h2>
      {data.imports.length === 0 ? (
        <p className="soft">No file has been brought in yet.</p>
      ) : (
        <ul className="list">
          {data.imports.map((one) => (
            <PastImport key={one.id} one={one} zone={data.zone} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
    </section>
  );
}

const stateWords: Record<ImportJson["state"], string> = {
  running: "coming in",
  done: "in",
  failed: "broke off",
  undoing: "being undone",
  undone: "undone",
};

function PastImport({ one, zone, mayWrite }: { one: ImportJson; zone: string; mayWrite: boolean }) {
  return (
    <li className="import-row">
      <div className="what">
        <p>
          <b>{one.file}</b>{" "}
          <span className={`import-state ${one.state}`}>{stateWords[one.state]}</span>
        </p>
        <p className="soft">
          {count(one.accepted)} taken in, {count(one.duplicates)} known already,{" "}
          {count(one.skipped)} refused
        </p>
        {one.error !== null && one.state !== "undone" && <p className="band high">{one.error}</p>}
        <p className="small muted">
          <Moment at={one.startedAt} zone={zone} />
          {one.startedBy !== null && ` by ${one.startedBy}`}
          {one.undoneAt !== null && (
            <>
              {" "}
              · undone <Moment at={one.undoneAt} zone={zone} />
              {one.undoneBy !== null && ` by ${one.undoneBy}`}
            </>
          )}
        </p>
        {one.refusals > 0 && <RefusedLines done={one} />}
      </div>
      {mayWrite && (one.state === "done" || one.state === "failed") && <Undo one={one} />}
    </li>
  );
}

function Undo({ one }: { one: ImportJson }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => undoImport(one.id),
    onSuccess: () => dialog.current?.close(),
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <>
      <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
        Undo
        <span className="only-read"> the import of {one.file}</span>
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby={`undo-${one.id}`}>
        <h2 id={`undo-${one.id}`}>Undo the import of {one.file}?</h2>
        <p>
          The {count(one.accepted)} events that it brought go from every chart and score: messages,
          failures, opt-outs, people who said no only in this file, WhatsApp’s notices in it, and
          numbers that nothing else has named.
        </p>
        <p>
          What live events say stays. Scores of those days are worked out again. The file can be
          brought in again later.
        </p>
        {error !== null && (
          <p role="alert" className="note warn">
            {error.message}
          </p>
        )}
        <div className="actions">
          <button
            type="button"
            className="button main"
            disabled={isPending}
            onClick={() => mutate()}
          >
            {isPending ? "Undoing…" : "Undo it"}
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Keep it
          </button>
        </div>
      </dialog>
    </>
  );
}
