"use client";

import { duration, momentWords, zoneWords } from "@/lib/domain/portfolio/moments";
import { useNow } from "./now";

/** "6 s", "3 d 12 h": moves by itself. */
export function Age({ at }: { at: string }) {
  const now = useNow();
  return <time dateTime={at}>{duration(now - Date.parse(at))}</time>;
}

/** "Sun 22:10" in the workspace's zone. */
export function Moment({ at, zone }: { at: string; zone: string }) {
  const now = useNow();
  return (
    <time dateTime={at} className="nowrap">
      {momentWords(Date.parse(at), zone, now)}
    </time>
  );
}

const oldAfterMs = 120_000;

/** "updated 4 s ago · times in IST": the age of the newest fact in the answer, not of the page load. */
export function Freshness({
  at,
  zone,
  failed,
}: {
  at: string | null;
  zone: string;
  failed: boolean;
}) {
  const now = useNow();
  const zoneNote = <span>· times in {zoneWords(zone, now)}</span>;
  if (failed) {
    return (
      <p className="fresh old" role="status">
        Cannot reach Banguard; what you see may be old. {zoneNote}
      </p>
    );
  }
  if (at === null) return <p className="fresh">nothing received yet {zoneNote}</p>;
  const old = now - Date.parse(at) > oldAfterMs;
  return (
    <p className="fresh">
      <span>
        {old ? "last news" : "updated"} <Age at={at} /> ago
      </span>
      {zoneNote}
    </p>
  );
}
