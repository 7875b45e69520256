"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { acknowledgeAlert } from "@/app/_queries/alerts";

export function AcknowledgeButton({ alertId, main = false }: { alertId: string; main?: boolean }) {
  const client = useQueryClient();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => acknowledgeAlert(alertId),
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <>
      <button
        type="button"
        className={`button${main ? " main" : ""}`}
        disabled={isPending || isSuccess}
        onClick={() => mutate()}
      >
        I’m on it
      </button>
      {error !== null && (
        <span role="alert" className="small band critical">
          {error.message}
        </span>
      )}
    </>
  );
}
