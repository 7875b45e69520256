"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type DragEvent, useState } from "react";
import { importsQuery } from "@/app/_queries/imports";
import { Failed, Waiting } from "@/app/_ui/states";
import { Freshness } from "@/app/_ui/times";
import { type FileHead, firstPlan, readHead } from "@/lib/domain/import/head";
import type { ImportPlan } from "@/lib/domain/import/plan";
import type { ImportsJson } from "@/lib/wire/import";
import { MapFile } from "./map-file";
import { PastImports } from "./past-imports";

export function FilesScreen({ mayWrite }: { mayWrite: boolean }) {
  const { data, error, isError, refetch } = useQuery(importsQuery());
  if (!data && isError) return <Failed what="Files" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="files" />;
  return (
    <article className="files-page">
      <header className="page-head">
        <div>
          <p className="back">
            <Link href="/sources">‹ Sources</Link>
          </p>
          <h1>Files</h1>
        </div>
        <Freshness at={data.updatedAt} zone={data.zone} failed={isError} />
      </header>
      {mayWrite && <Upload data={data} />}
      <PastImports data={data} mayWrite={mayWrite} />
    </article>
  );
}

/** A file the person has chosen, and how its columns are understood so far. */
export interface ChosenFile {
  file: File;
  head: FileHead;
  plan: ImportPlan;
  /** As the last file of the same columns was read. */
  remembered: boolean;
}

function Upload({ data }: { data: ImportsJson }) {
  const [chosen, setChosen] = useState<ChosenFile>();
  const [wrong, setWrong] = useState("");

  async function take(file: File | undefined) {
    if (!file) return;
    const head = await lookInto(file);
    setWrong(head ? "" : `${file.name} holds no rows that can be read.`);
    const earlier = data.imports.map(({ plan }) => plan);
    setChosen(head && { file, head, ...firstPlan(head, earlier, data.zone) });
  }

  if (chosen) {
    return <MapFile key={chosen.file.name} chosen={chosen} leave={() => setChosen(undefined)} />;
  }
  return (
    <>
      <Chooser take={(file) => void take(file)} />
      {wrong !== "" && (
        <p role="alert" className="note warn">
          {wrong}
        </p>
      )}
    </>
  );
}

const headBytes = 256 * 1024;

async function lookInto(file: File): Promise<FileHead | undefined> {
  const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  return readHead(file.name, bytes, file.size <= headBytes);
}

function Chooser({ take }: { take: (file: File | undefined) => void }) {
  const drop = {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      take(event.dataTransfer.files[0]);
    },
  };
  return (
    <section className="block form" aria-labelledby="new-file" {...drop}>
      <h2 id="new-file">Bring in history</h2>
      <p>
        CSV or one JSON object per line, up to 400 days back and 512 MB. Any column names will do:
        you say what each one means, and see the first rows as they will be counted, before anything
        is kept.
      </p>
      <div className="field">
        <label htmlFor="file">File</label>
        <input
          id="file"
          className="input"
          type="file"
          accept=".csv,.txt,.tsv,.ndjson,.jsonl,.json,text/csv"
          onChange={(event) => take(event.target.files?.[0])}
        />
      </div>
      <p className="small muted">
        The file itself is never stored. People become codes on arrival. History opens no alert and
        sends no mail; the same file twice adds nothing; an import can be undone.
      </p>
    </section>
  );
}
