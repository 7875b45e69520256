"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sendTestEvent } from "@/app/_queries/sources";

export function TestEvent({ id }: { id: string }) {
  const client = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => sendTestEvent(id),
    onSettled: () => client.invalidateQueries({ queryKey: ["sources"] }),
  });
  return (
    <section className="block" aria-labelledby="test">
      <header>
        <h2 id="test">Test</h2>
        <button type="button" className="button" disabled={isPending} onClick={() => mutate()}>
          {isPending ? "Sending…" : "Send test event"}
        </button>
      </header>
      <p className="soft">
        A signed event goes over the network to the address above, for a number marked as a test: it
        touches no score.
      </p>
      <div role="status">
        {data && <p className={`note ${data.arrived ? "good" : "warn"}`}>{data.words}</p>}
        {error !== null && <p className="note warn">{error.message}</p>}
      </div>
    </section>
  );
}
