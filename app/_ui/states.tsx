import type { ReactNode } from "react";

/** Nothing there yet, and what to do about it. */
export function Empty({
  title,
  children,
  action,
  alone = false,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** It is all there is on the page, so its title is the page's. */
  alone?: boolean;
}) {
  const Title = alone ? "h1" : "h2";
  return (
    <div className="state">
      <Title>{title}</Title>
      <p className="soft">{children}</p>
      {action !== undefined && <div className="actions">{action}</div>}
    </div>
  );
}

export function Failed({
  what,
  error,
  retry,
}: {
  what: string;
  error: Error | null;
  retry: () => void;
}) {
  return (
    <div className="state" role="alert">
      <h1>{what} could not be loaded</h1>
      <p className="soft">{error?.message ?? "Banguard does not answer."}</p>
      <div className="actions">
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      </div>
    </div>
  );
}

export function Waiting({ what, rows = 6 }: { what: string; rows?: number }) {
  return (
    <div className="skeleton" role="status">
      <h1 className="only-read">Loading {what}…</h1>
      {Array.from({ length: rows }, (_, row) => (
        <i key={row} />
      ))}
    </div>
  );
}
