"use client";

import { useState } from "react";
import type { ClientJson } from "@/lib/wire/client";

/** A plain form: the browser writes the archive to disk while it comes. */
export function ExportForm({ clients }: { clients: readonly ClientJson[] }) {
  const [client, setClient] = useState("");
  const address = client === "" ? "/api/v1/exports" : `/api/v1/exports?client=${client}`;
  return (
    <form className="block form" method="post" action={address} aria-labelledby="export">
      <h2 id="export">Take everything with you</h2>
      <p className="soft">
        One file per kind of thing, one line per row, in a ZIP archive with a list of contents.
        Recipients stand in it as codes; secrets are never in it. A client that leaves takes its
        own.
      </p>
      <div className="actions">
        <select
          className="select tiny"
          aria-label="What to export"
          value={client}
          onChange={(event) => setClient(event.target.value)}
        >
          <option value="">Everything of this workspace</option>
          {clients.map(({ id, name }) => (
            <option key={id} value={id}>
              {name} only
            </option>
          ))}
        </select>
        <button type="submit" className="button">
          Export
        </button>
      </div>
    </form>
  );
}
