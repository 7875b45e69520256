import type { CallKind, ChannelKind } from "@/lib/domain/channel";
import { severityWords, slackMessage } from "@/lib/domain/slack-message";
import type { PlainWords } from "@/lib/email/plain-words";
import type { ChannelEventJson } from "@/lib/wire/channel-event";

/** What a channel is told, before it takes the channel's form. */
export interface CallContent extends Pick<ChannelEventJson, "alert" | "alerts" | "link"> {
  kind: CallKind;
  workspace: string;
  words: PlainWords;
}

export function toBody(
  channel: ChannelKind,
  workspaceId: string,
  content: CallContent,
  now: Date,
): Record<string, unknown> {
  const { words, link } = content;
  if (channel === "slack") {
    const { title, reason, advice } = words;
    return slackMessage({ title, reason, advice, facts: factsOf(content), link });
  }
  const { kind, workspace, alert, alerts } = content;
  return {
    version: "1",
    type: kind,
    timestamp: now.toISOString(),
    workspace: { id: workspaceId, name: workspace },
    ...words,
    link,
    alert,
    alerts,
  } satisfies ChannelEventJson;
}

const most = 10;

function factsOf({ workspace, alert, alerts }: CallContent): string[] {
  const shown = alerts.slice(0, most).map(({ title }) => title);
  const rest = alerts.length - shown.length;
  return [
    ...(alert ? [severityWords[alert.severity]] : []),
    ...(typeof alert?.score?.score === "number" ? [`score ${alert.score.score} of 100`] : []),
    ...shown,
    ...(rest > 0 ? [`${rest} more`] : []),
    workspace,
  ];
}
