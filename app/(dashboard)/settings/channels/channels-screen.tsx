"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { channelsQuery } from "@/app/_queries/channels";
import { Failed, Waiting } from "@/app/_ui/states";
import type { ChannelJson } from "@/lib/wire/channel";
import { ChannelState, kindWords, loudnessOf } from "./channel-words";
import { NewChannel } from "./new-channel";

export function ChannelsScreen({ isAdmin }: { isAdmin: boolean }) {
  const { data, error, isError, refetch } = useQuery(channelsQuery());
  if (!data && isError)
    return <Failed what="The channels" error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting what="the channels" />;
  return (
    <>
      <header className="page-head">
        <h1>Channels</h1>
      </header>
      <p className="soft">
        Where alerts go besides mail: the same words, at the same moment, to a Slack channel or to a
        system of your own.
      </p>
      {data.channels.length > 0 && (
        <ul className="list">
          {data.channels.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} zone={data.zone} />
          ))}
        </ul>
      )}
      {isAdmin ? (
        <NewChannel clients={data.clients} />
      ) : (
        <p className="muted">Administrators add and change channels.</p>
      )}
    </>
  );
}

function ChannelRow({ channel, zone }: { channel: ChannelJson; zone: string }) {
  return (
    <li className="mail-row">
      <div className="what">
        <Link href={`/settings/channels/${channel.id}`}>{channel.name}</Link>
        <p className="soft">
          <ChannelState channel={channel} zone={zone} />
        </p>
      </div>
      <p className="small muted">
        {kindWords[channel.kind]} · {channel.host}
        <br />
        {loudnessOf(channel)}
        {channel.client !== null && ` · ${channel.client.name} only`}
      </p>
    </li>
  );
}
