"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { channelQuery } from "@/app/_queries/channels";
import {
  ChannelState,
  kindWords,
  loudnessOf,
} from "@/app/(dashboard)/settings/channels/channel-words";
import { Failed, Waiting } from "@/app/_ui/states";
import { ChangeChannel } from "./change-channel";
import { ChannelDeeds } from "./channel-deeds";
import { ChannelLog } from "./channel-log";

export function ChannelScreen({ id, isAdmin }: { id: string; isAdmin: boolean }) {
  const { data, error, isError, refetch } = useQuery(channelQuery(id));
  if (!data && isError)
    return <Failed what="This channel" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the channel" />;
  return (
    <article>
      <p className="back">
        <Link href="/settings/channels">‹ All channels</Link>
      </p>
      <header className="page-head">
        <h1>{data.name}</h1>
      </header>
      <div className="note" role="status">
        <p>
          <ChannelState channel={data} zone={data.zone} />
        </p>
        <p className="soft">
          {kindWords[data.kind]} to {data.host} · {loudnessOf(data)}
          {data.client !== null && ` · ${data.client.name} only`}
        </p>
      </div>
      {isAdmin && <ChannelDeeds channel={data} />}
      <ChannelLog channel={data} isAdmin={isAdmin} />
      {isAdmin && <ChangeChannel channel={data} />}
      {data.kind === "webhook" && <HowToCheck />}
    </article>
  );
}

function HowToCheck() {
  return (
    <details className="block">
      <summary>
        <h2 className="inline">How your system checks and reads it</h2>
      </summary>
      <ul className="explain">
        <li>
          Standard Webhooks: the headers webhook-id, webhook-timestamp and webhook-signature. Every
          library of that name checks them with the secret; refuse what is older than five minutes.
        </li>
        <li>
          Each message comes at least once. The same webhook-id is the same message: remember the
          ids you have handled. Messages may overtake each other; their timestamp says the order.
        </li>
        <li>
          Any 2xx within 15 seconds is a yes. Else it is tried ten times over three days; 429 and
          503 with Retry-After are waited for, 410 switches the channel off at once.
        </li>
      </ul>
    </details>
  );
}
