"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { expectAlert } from "@/app/_queries/alerts";

/** "This was expected" of the mail leads here: one line for the timeline. It mutes nothing. */
export function ExpectedForm({ alertId }: { alertId: string }) {
  const client = useQueryClient();
  const [text, setText] = useState("");
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => expectAlert(alertId, text),
    onSuccess: () => setText(""),
    onSettled: () => client.invalidateQueries(),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form id="expected" className="block no-print" onSubmit={send}>
      <label>
        This was expected: say why in one line. It becomes a note in the timeline and mutes nothing.
        <input
          value={text}
          maxLength={300}
          required
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={isPending || text.trim() === ""}>
        Note it
      </button>
      {error !== null && (
        <span role="alert" className="small band critical">
          {error.message}
        </span>
      )}
    </form>
  );
}
