"use client";

import { useMutation } from "@tanstack/react-query";
import type { ChangeEvent } from "react";
import { fetchRefusals } from "@/app/_queries/imports";
import { joinRefused } from "@/lib/domain/import/refused";
import { count } from "@/lib/domain/portfolio/score-words";
import type { ImportJson } from "@/lib/wire/import";

/**
 * Refused lines as a file: the server knows line, field, reason and mend; what stood there is put beside it here, from
 * the person's own file.
 */
export function RefusedLines({ done, file }: { done: ImportJson; file?: File | undefined }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (own: File | undefined) => {
      const { refusals } = await fetchRefusals(done.id);
      const rows = await joinRefused(refusals, own?.stream(), done.plan);
      save(`refused ${done.file}`.replace(/(\.\w+)?$/, ".csv"), rows);
    },
  });
  return (
    <div className="refused">
      <button type="button" className="button" disabled={isPending} onClick={() => mutate(file)}>
        {isPending ? "Putting it together…" : `${count(done.refusals)} refused lines as a file`}
      </button>
      {!file && (
        <label className="small muted">
          with what stood there, from your own file:{" "}
          <input
            type="file"
            onChange={(event: ChangeEvent<HTMLInputElement>) => mutate(event.target.files?.[0])}
          />
        </label>
      )}
      {error !== null && (
        <p role="alert" className="note warn">
          {error.message}
        </p>
      )}
    </div>
  );
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
