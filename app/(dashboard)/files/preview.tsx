"use client";

import { useQuery } from "@tanstack/react-query";
import { previewQuery } from "@/app/_queries/imports";
import { count } from "@/lib/domain/portfolio/score-words";
import type { ImportPlan } from "@/lib/domain/import/plan";
import { mendWords, refusalWords } from "@/lib/domain/import/words";
import type { ImportPreviewJson } from "@/lib/wire/import";
import type { ChosenFile } from "./files-screen";

/** The first rows as they will be counted, by the reader that will count them. */
export function Preview({ chosen, plan }: { chosen: ChosenFile; plan: ImportPlan }) {
  const { data, error } = useQuery(previewQuery(chosen.file.name, plan, chosen.head.text));
  if (error) {
    return (
      <p role="alert" className="note warn">
        {error.message}
      </p>
    );
  }
  if (!data) return <p role="status">Reading the first rows…</p>;
  return (
    <section aria-labelledby="preview" className="form">
      <h3 id="preview">The first rows, as they will be counted</h3>
      <p role="status">
        Of the first {count(data.taken + data.refused)} rows {count(data.taken)} will be taken in
        {data.refused > 0 && ` and ${count(data.refused)} refused`}.
      </p>
      {data.reasons.length > 0 && <Reasons reasons={data.reasons} />}
      {data.rows.length > 0 && <Rows rows={data.rows} zone={plan.dates.zone} />}
    </section>
  );
}

function Reasons({ reasons }: Pick<ImportPreviewJson, "reasons">) {
  return (
    <ul className="explain">
      {reasons.slice(0, 6).map(({ field, reason, mend, count: times, firstLine }) => (
        <li key={`${field} ${reason}`}>
          <b>
            {refusalWords(field, reason)}: {count(times)} row{times === 1 ? "" : "s"}
          </b>
          , first in line {firstLine}.{" "}
          <span className="soft">{mendWords(field, reason, mend)}</span>
        </li>
      ))}
    </ul>
  );
}

function Rows({ rows, zone }: Pick<ImportPreviewJson, "rows"> & { zone: string }) {
  const clock = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: zone,
  });
  return (
    <div className="wide-table">
      <table tabIndex={0}>
        <thead>
          <tr>
            <th scope="col">line</th>
            <th scope="col" className="wordy">
              what
            </th>
            <th scope="col">when ({zone.replaceAll("_", " ")})</th>
            <th scope="col">your number</th>
            <th scope="col">person</th>
            <th scope="col">message</th>
            <th scope="col">about</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td>{row.line}</td>
              <td className="wordy">
                {row.count > 1 && `${count(row.count)} × `}
                {row.what}
                {row.code !== null && ` (${row.code})`}
              </td>
              <td>{clock.format(new Date(row.at))}</td>
              <td>{row.number}</td>
              <td>{row.person ? "as a code" : "–"}</td>
              <td>{row.message ? "as a code" : "–"}</td>
              <td>{aboutOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function aboutOf({
  category,
  campaign,
  template,
  list,
}: ImportPreviewJson["rows"][number]): string {
  const parts = [category, campaign, template, list].filter((part) => part !== null);
  return parts.length === 0 ? "–" : parts.join(" · ");
}
