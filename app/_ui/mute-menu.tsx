"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { muteAlert } from "@/app/_queries/alerts";

/** Silence always has an end. */
export function MuteMenu({ alertId }: { alertId: string }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (days: 1 | 7) => muteAlert(alertId, days),
    onSettled: () => {
      menu.current?.removeAttribute("open");
      return client.invalidateQueries();
    },
  });
  return (
    <>
      <details className="menu" ref={menu}>
        <summary className="button">Mute ▾</summary>
        <div className="sheet">
          <button type="button" disabled={isPending} onClick={() => mutate(1)}>
            for 1 day
          </button>
          <button type="button" disabled={isPending} onClick={() => mutate(7)}>
            for 7 days
          </button>
        </div>
      </details>
      {error !== null && (
        <span role="alert" className="small band critical">
          {error.message}
        </span>
      )}
    </>
  );
}
