import { useId } from "react";
import type { ChannelJson, ChannelsJson } from "@/lib/wire/channel";
import { z } from "@/lib/wire/zod";
import { severityChoices } from "./channel-words";

interface HearingProps {
  clients: ChannelsJson["clients"];
  channel?: Pick<ChannelJson, "fromSeverity" | "client">;
}

/** What a channel is told of: from which severity, and of whose numbers. */
export function Hearing({ clients, channel }: HearingProps) {
  const id = useId();
  return (
    <div className="two">
      <div className="field">
        <label htmlFor={`${id}-severity`}>Tell it</label>
        <select
          id={`${id}-severity`}
          name="fromSeverity"
          className="select"
          defaultValue={channel?.fromSeverity ?? "warning"}
        >
          {severityChoices.map(([severity, words]) => (
            <option key={severity} value={severity}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-client`}>About the numbers of</label>
        <select
          id={`${id}-client`}
          name="clientId"
          className="select"
          defaultValue={channel?.client?.id ?? ""}
        >
          <option value="">everybody</option>
          {clients.map(({ id: clientId, name }) => (
            <option key={clientId} value={clientId}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

const fields = z.object({
  fromSeverity: z.enum(["info", "warning", "high", "critical"]),
  clientId: z.string().transform((id) => (id === "" ? null : id)),
});

export function hearingOf(form: FormData) {
  return fields.parse(Object.fromEntries(form));
}
