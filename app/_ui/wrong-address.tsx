"use client";

import { useBrowserValue } from "./use-browser-value";

/** Writes are taken from APP_URL's own pages only; who came by another name is told before a button fails. */
export function WrongAddress({ appUrl }: { appUrl: string }) {
  const here = useBrowserValue(() => window.location.origin, appUrl);
  if (here === appUrl) return null;
  return (
    <aside className="strip" aria-label="Address">
      <p>
        You opened Banguard under another address. Buttons work at <a href={appUrl}>{appUrl}</a>{" "}
        only.
      </p>
    </aside>
  );
}
