import type { Band } from "@/lib/domain/score/line";

/** A shape for each band, so that colour is never the only sign. */
export function BandIcon({ band, size = 11 }: { band: Band; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {shapes[band]}
    </svg>
  );
}

const shapes = {
  critical: <rect x="1" y="1" width="10" height="10" rx="1" fill="currentColor" />,
  high: <path d="M6 .8 11.6 11H.4z" fill="currentColor" />,
  watch: <path d="M6 .3 11.7 6 6 11.7.3 6z" fill="currentColor" />,
  low: <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.7" />,
  unknown: (
    <g stroke="currentColor" strokeWidth="1.3" fill="none">
      <path d="M1 5 5 1M1 9.5 9.5 1M3 12 12 3M7.5 12 12 7.5" />
    </g>
  ),
} satisfies Record<Band, React.ReactNode>;

/** "64 ▲ high": figure, shape, word. */
export function BandWord({ band }: { band: Band }) {
  return (
    <span className={`band ${band}`}>
      <BandIcon band={band} /> {band}
    </span>
  );
}
