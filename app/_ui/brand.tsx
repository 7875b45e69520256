/** The mark: a line that rises towards its limit. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <rect x="1" y="1" width="18" height="18" rx="5" stroke="currentColor" strokeWidth="1.6" />
      <path
        d="M4.5 6h11"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeDasharray="1.6 2.1"
        strokeLinecap="round"
      />
      <path
        d="M4.5 14.5h3.2l2.4-1.6 2-3.4h3.4"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
