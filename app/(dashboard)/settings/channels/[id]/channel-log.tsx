"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { channelQuery, resendCall } from "@/app/_queries/channels";
import { Moment } from "@/app/_ui/times";
import type { CallJson, ChannelPageJson } from "@/lib/wire/channel";

export function ChannelLog({ channel, isAdmin }: { channel: ChannelPageJson; isAdmin: boolean }) {
  return (
    <section className="block" aria-labelledby="log">
      <header>
        <h2 id="log">Last messages</h2>
      </header>
      {channel.calls.length === 0 ? (
        <p className="soft">Nothing was sent yet.</p>
      ) : (
        <div className="wide-table">
          <table tabIndex={0}>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col" className="wordy">
                  What
                </th>
                <th scope="col" className="wordy">
                  What became of it
                </th>
                <th scope="col">answer</th>
                <th scope="col">took</th>
                <th scope="col">
                  <span className="only-read">Again</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {channel.calls.map((call) => (
                <CallRow
                  key={call.id}
                  call={call}
                  channel={channel}
                  maySend={isAdmin && channel.state === "active"}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const kindWords = {
  "alert.opened": "new",
  "alert.escalated": "worse",
  "alert.reminded": "still",
  "alert.acknowledged": "somebody is on it",
  "alert.resolved": "over",
  "alerts.gathered": "several",
  test: "test",
} as const;

interface RowProps {
  call: CallJson;
  channel: ChannelPageJson;
  maySend: boolean;
}

function CallRow({ call, channel, maySend }: RowProps) {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => resendCall(channel.id, call.id),
    onSettled: () => client.invalidateQueries({ queryKey: channelQuery(channel.id).queryKey }),
  });
  return (
    <tr>
      <td>
        <Moment at={call.createdAt} zone={channel.zone} />
      </td>
      <td className="wordy">
        <span className="muted">{kindWords[call.kind]} · </span>
        {call.alertId === null ? (
          call.title
        ) : (
          <Link href={`/alerts/${call.alertId}`}>{call.title}</Link>
        )}
      </td>
      <td className="wordy">
        <Outcome call={call} zone={channel.zone} />
      </td>
      <td>{call.status ?? "none"}</td>
      <td>{call.tookMs === null ? "–" : `${call.tookMs} ms`}</td>
      <td>
        {maySend && call.state !== "queued" && (
          <button
            type="button"
            className="button tiny"
            disabled={isPending}
            onClick={() => mutate()}
          >
            Send again<span className="only-read">: {call.title}</span>
          </button>
        )}
      </td>
    </tr>
  );
}

function Outcome({ call, zone }: { call: CallJson; zone: string }) {
  const tries = `${call.attempts} ${call.attempts === 1 ? "try" : "tries"}`;
  if (call.state === "sent") {
    return <>arrived{call.attempts > 1 && <span className="muted"> after {tries}</span>}</>;
  }
  if (call.state === "failed") {
    return (
      <span className="band high">
        failed{call.attempts > 0 && ` after ${tries}`}. {call.problem}
      </span>
    );
  }
  if (call.attempts === 0) return <>on its way</>;
  return (
    <>
      <span className="band high">{call.problem}</span>{" "}
      <span className="muted">
        {tries} so far
        {call.nextAt !== null && (
          <>
            , next <Moment at={call.nextAt} zone={zone} />
          </>
        )}
      </span>
    </>
  );
}
