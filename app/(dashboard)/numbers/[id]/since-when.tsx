"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { trendFileAddress, type TrendSpan, trendQuery, trendSpans } from "@/app/_queries/numbers";
import { useNow } from "@/app/_ui/now";
import { FileLink } from "@/app/_ui/file-link";
import { Moment } from "@/app/_ui/times";
import { inOrder } from "@/lib/domain/portfolio/drawing";
import type { TrendJson } from "@/lib/wire/trend";

// Recharts is as large as the rest of the page: it comes when the chart does.
const TrendChart = dynamic(() => import("./trend-chart"), {
  ssr: false,
  loading: () => <p className="muted chart-space">Drawing…</p>,
});

export function SinceWhen({ id }: { id: string }) {
  const [span, setSpan] = useState<TrendSpan>(7);
  const now = useNow();
  const { data, isError } = useQuery({
    ...trendQuery(id, span),
    placeholderData: keepPreviousData,
    select: (trend) => ({ ...trend, markers: inOrder(trend.markers) }),
  });
  return (
    <section className="block since" aria-labelledby="since">
      <header>
        <h2 id="since">Since when</h2>
        <div className="spans no-print" role="group" aria-label="How far back">
          {trendSpans.map((days) => (
            <button
              key={days}
              type="button"
              aria-pressed={days === span}
              onClick={() => setSpan(days)}
            >
              {days} d
            </button>
          ))}
        </div>
      </header>
      {!data && (
        <p className="muted chart-space">
          {isError ? "The trend could not be loaded." : "Loading the trend…"}
        </p>
      )}
      {data && (
        <figure>
          <TrendChart trend={data} />
          <figcaption>
            <TrendWords data={data} span={span} />
            <FileLink href={trendFileAddress(id, span, new Date(now))} what="the trend" />
          </figcaption>
        </figure>
      )}
    </section>
  );
}

/** The chart in words, and its marks in order. */
function TrendWords({ data, span }: { data: TrendJson; span: TrendSpan }) {
  const scores = data.points.flatMap(({ score }) => score ?? []);
  const [first] = scores;
  const last = scores.at(-1);
  return (
    <>
      <p className="small muted">
        {first === undefined || last === undefined
          ? `No score in ${span} days.`
          : `Score ${first} at the start, ${last} now, highest ${Math.max(...scores)}.`}{" "}
        Below, on the same axis: delivered, read, failed.
      </p>
      {data.markers.length > 0 && (
        <ol className="marks">
          {data.markers.map((marker, index) => (
            <li key={`${marker.at} ${marker.text}`}>
              <b aria-hidden="true">{index + 1}</b> <Moment at={marker.at} zone={data.zone} />{" "}
              {marker.text}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
