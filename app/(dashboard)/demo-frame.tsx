"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { removeDemo } from "@/app/_queries/demo";
import { enterWorkspace, workspacesQuery } from "@/app/_queries/me";
import { Ask } from "@/app/_ui/ask";
import { DemoTour } from "./demo-tour";

/** Stands above every page of a demo: nobody should take its numbers for real ones. */
export function DemoFrame({ workspaceId, ready }: { workspaceId: string; ready: boolean }) {
  const [asked, setAsked] = useState(false);
  const leave = useLeave();
  return (
    <aside className="demo no-print" aria-label="Demo">
      <div className="demo-line">
        <p>
          <b className="demo-mark">Demo</b> Bluebird Agency is made up, and so are its numbers,
          people and figures. No mail of it leaves.
        </p>
        <button type="button" className="button tiny" onClick={() => setAsked(true)}>
          Remove the demo
        </button>
      </div>
      {ready && <DemoTour workspaceId={workspaceId} leave={leave} />}
      <RemoveDemo open={asked} onClose={() => setAsked(false)} />
    </aside>
  );
}

function RemoveDemo({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: removeDemo,
    onSuccess: ({ workspaceId }) => window.location.assign(workspaceId ? "/" : "/sign-in"),
  });
  return (
    <Ask title="Remove the demo?" open={open} onClose={onClose}>
      <p>
        Bluebird Agency goes, with everything in it: numbers, alerts and mails. Your own workspace
        stays as it is, and you can open a new demo at any time.
      </p>
      {error !== null && (
        <p role="alert" className="small band high">
          {error.message}
        </p>
      )}
      <div className="demo-deeds">
        <button type="button" className="button main" disabled={isPending} onClick={() => mutate()}>
          {isPending ? "Removing…" : "Remove it"}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Keep it
        </button>
      </div>
    </Ask>
  );
}

/** One's own number belongs into one's own workspace, never beside made-up ones. */
function useLeave(): (to: string) => void {
  const { data } = useQuery(workspacesQuery());
  const own = data?.workspaces.find(({ here }) => !here);
  const { mutate } = useMutation({
    mutationFn: async (to: string) => {
      if (own) await enterWorkspace(own.id);
      return to;
    },
    onSuccess: (to) => window.location.assign(to),
  });
  return mutate;
}
