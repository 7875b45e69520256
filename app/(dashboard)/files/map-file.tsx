"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { uploadFile } from "@/app/_queries/imports";
import type { ImportPlan } from "@/lib/domain/import/plan";
import { count } from "@/lib/domain/portfolio/score-words";
import type { ImportJson } from "@/lib/wire/import";
import { Columns } from "./columns";
import { Constants } from "./constants";
import type { ChosenFile } from "./files-screen";
import { Preview } from "./preview";
import { RefusedLines } from "./refused-lines";

export type ChangePlan = (change: Partial<ImportPlan>) => void;

export function MapFile({ chosen, leave }: { chosen: ChosenFile; leave: () => void }) {
  const [plan, setPlan] = useState(chosen.plan);
  const change: ChangePlan = (part) => setPlan((before) => ({ ...before, ...part }));
  const upload = useUpload(chosen.file, plan);
  if (upload.data) return <Result file={chosen.file} result={upload.data} leave={leave} />;
  return (
    <section className="block form" aria-labelledby="map">
      <header>
        <h2 id="map">{chosen.file.name}</h2>
        <span className="muted small">
          {count(Math.max(1, Math.round(chosen.file.size / 1024)))} kB
          {chosen.remembered && " · read like your last file with these columns"}
        </span>
      </header>
      {upload.isPending ? (
        <Sending share={upload.share} stop={upload.stop} />
      ) : (
        <>
          <Columns head={chosen.head} plan={plan} change={change} />
          <Constants head={chosen.head} plan={plan} change={change} />
          <Preview chosen={chosen} plan={plan} />
          {upload.error !== null && (
            <p role="alert" className="note warn">
              {upload.error.message}
            </p>
          )}
          <div className="actions">
            <button type="button" className="button main" onClick={upload.start}>
              Import the file
            </button>
            <button type="button" className="button" onClick={leave}>
              Choose another file
            </button>
          </div>
        </>
      )}
    </section>
  );
}

function useUpload(file: File, plan: ImportPlan) {
  const client = useQueryClient();
  const [share, setShare] = useState(0);
  const stopper = useRef<AbortController>(undefined);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => {
      stopper.current = new AbortController();
      return uploadFile(file, plan, stopper.current.signal, setShare);
    },
    onSettled: () => client.invalidateQueries(),
  });
  return {
    data,
    error,
    isPending,
    share,
    start: () => {
      setShare(0);
      mutate();
      // So that the list below shows the running import.
      setTimeout(() => void client.invalidateQueries({ queryKey: ["imports"] }), 500);
    },
    stop: () => stopper.current?.abort(),
  };
}

function Sending({ share, stop }: { share: number; stop: () => void }) {
  const percent = Math.floor(share * 100);
  return (
    <div className="form" role="status">
      <p>
        {percent < 100
          ? `${percent} % has been read.`
          : "All of it has arrived; the last rows are being counted."}{" "}
        Keep this page open.
      </p>
      <progress className="progress" value={share} max={1} aria-label="How much has been read" />
      <div className="actions">
        <button type="button" className="button" onClick={stop}>
          Stop
        </button>
      </div>
    </div>
  );
}

function Result({ file, result, leave }: { file: File; result: ImportJson; leave: () => void }) {
  return (
    <section className="block form" aria-labelledby="result" role="status">
      <h2 id="result">{file.name} is in</h2>
      <dl className="figures-row">
        <Figure name="taken in" value={result.accepted} />
        <Figure name="known already" value={result.duplicates} />
        <Figure name="refused" value={result.skipped} />
      </dl>
      {result.accepted > 0 && (
        <p className="soft">
          Charts show it at once. Scores of those days are worked out in the background and are
          drawn as reconstructed.
        </p>
      )}
      {result.skipped > 0 && <RefusedLines done={result} file={file} />}
      <div className="actions">
        <button type="button" className="button" onClick={leave}>
          Next file
        </button>
      </div>
    </section>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{count(value)}</dd>
    </div>
  );
}
