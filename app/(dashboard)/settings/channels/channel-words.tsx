import { Age, Moment } from "@/app/_ui/times";
import type { ChannelJson } from "@/lib/wire/channel";

export const kindWords = { slack: "Slack", webhook: "signed webhook" } as const;

export const severityChoices = [
  ["info", "everything"],
  ["warning", "warnings and worse"],
  ["high", "high risk and worse"],
  ["critical", "critical only"],
] as const;

export function loudnessOf({ fromSeverity }: Pick<ChannelJson, "fromSeverity">): string {
  return severityChoices.find(([severity]) => severity === fromSeverity)?.[1] ?? "everything";
}

/** Whether things arrive, in one sentence. */
export function ChannelState({ channel, zone }: { channel: ChannelJson; zone: string }) {
  const { off, failingSince, last } = channel;
  if (off !== null) return <span className="band high">{off}</span>;
  if (failingSince !== null) {
    return (
      <span className="band high">
        Nothing has got through since <Moment at={failingSince} zone={zone} />.
        {last?.problem !== null && ` ${last?.problem}`}
      </span>
    );
  }
  if (last === null) return <>Nothing sent yet. Send a test.</>;
  if (!last.ok) return <>A message is on its way.</>;
  return (
    <>
      Last message arrived <Age at={last.at} /> ago.
    </>
  );
}
