"use client";

import Link from "next/link";
import { useSyncExternalStore } from "react";

interface Step {
  name: string;
  href: string;
  /** What to look for there. */
  hint: string;
}

const steps: readonly Step[] = [
  { name: "Read the verdict", href: "/", hint: "who needs you, and why" },
  {
    name: "Open Kite Fashion – Offers",
    href: "/numbers/%2B15550100003",
    hint: "find the list most of the harm came from",
  },
  { name: "Open the mail", href: "/outbox", hint: "complete without signing in" },
  {
    name: "See Roast & Co’s 90 days",
    href: "/numbers/%2B15550100004",
    hint: "find the first warning",
  },
];

const connect = "/sources/connect";

/** Five steps through the demo. Each can be skipped, none blocks; what is done stays done in this browser. */
export function DemoTour({
  workspaceId,
  leave,
}: {
  workspaceId: string;
  leave: (to: string) => void;
}) {
  const { done, mark } = useDone(workspaceId);
  if (done.has("over")) return null;
  return (
    <div className="demo-tour">
      <ol>
        {steps.map(({ name, href, hint }, index) => (
          <li key={href} data-done={done.has(String(index)) || undefined}>
            <Link href={href} onClick={() => mark(String(index))}>
              {done.has(String(index)) && <span className="only-read">Done: </span>}
              {name}
            </Link>{" "}
            <span className="small muted">{hint}</span>
          </li>
        ))}
        <li>
          <button type="button" className="link" onClick={() => leave(connect)}>
            Connect your own number
          </button>{" "}
          <span className="small muted">in your own workspace</span>
        </li>
      </ol>
      <button type="button" className="button tiny" onClick={() => mark("over")}>
        Skip the tour
      </button>
    </div>
  );
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function useDone(workspaceId: string) {
  const key = `banguard-demo-${workspaceId}`;
  const kept = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => "",
  );
  const done = new Set(kept.split(" "));
  const mark = (step: string) => {
    write(key, [...done, step].join(" "));
    for (const listener of listeners) listener();
  };
  return { done, mark };
}

/** A browser may forbid its memory: then nothing is remembered, and nothing breaks. */
function read(key: string): string {
  try {
    return window.localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Nothing is remembered.
  }
}
