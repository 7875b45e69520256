"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { channelsQuery, renewSecret, testChannel, updateChannel } from "@/app/_queries/channels";
import { CopyField } from "@/app/_ui/copy-field";
import { Moment } from "@/app/_ui/times";
import type { ChannelPageJson } from "@/lib/wire/channel";

/** Send a test, switch off and on, change the secret. */
export function ChannelDeeds({ channel }: { channel: ChannelPageJson }) {
  const isOn = channel.state === "active";
  const test = useDeed(() => testChannel(channel.id));
  const renew = useDeed(() => renewSecret(channel.id));
  const turn = useDeed(() => updateChannel(channel.id, { state: isOn ? "disabled" : "active" }));
  const deeds = [
    ...(isOn ? [{ words: "Send a test", deed: test }] : []),
    { words: isOn ? "Switch off" : "Switch on", deed: turn },
    ...(channel.kind === "webhook" ? [{ words: "Change the secret", deed: renew }] : []),
  ];
  const error = test.error ?? renew.error ?? turn.error;
  return (
    <div className="form">
      <div className="actions">
        {deeds.map(({ words, deed }, at) => (
          <button
            key={words}
            type="button"
            className={at === 0 ? "button main" : "button"}
            disabled={deed.isPending}
            onClick={() => deed.mutate()}
          >
            {words}
          </button>
        ))}
      </div>
      {error !== null && (
        <p role="alert" className="band high">
          {error.message}
        </p>
      )}
      {renew.data ? (
        <NewSecret {...renew.data} zone={channel.zone} />
      ) : (
        <OldSecret until={channel.twoSecretsUntil} zone={channel.zone} />
      )}
    </div>
  );
}

function useDeed<Result>(mutationFn: () => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: channelsQuery().queryKey }),
  });
}

interface Renewed {
  secret: string;
  oldSignsUntil: string;
  zone: string;
}

function NewSecret({ secret, oldSignsUntil, zone }: Renewed) {
  return (
    <div className="form" role="status">
      <CopyField label="New secret" value={secret} />
      <p className="note warn">
        Copy it now: it is shown this once. Both secrets sign until{" "}
        <Moment at={oldSignsUntil} zone={zone} />, so nothing is lost while you change yours.
      </p>
    </div>
  );
}

function OldSecret({ until, zone }: { until: string | null; zone: string }) {
  if (until === null) return null;
  return (
    <p className="soft">
      The old secret still signs beside the new one until <Moment at={until} zone={zone} />.
    </p>
  );
}
