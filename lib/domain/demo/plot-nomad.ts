import { days, minutes } from "@/lib/domain/time";
import type { Act } from "./acts";
import { type Calendar, dayAt } from "./calendar";
import { personOf } from "./cast";
import { noSayers } from "./history-people";
import { type DemoStatus, statusesBody } from "./meta-body";

const lines = ["trips", "launch"] as const;

/** Three nights in a row another tool writes to people who had asked to stop. */
export function nomadActs(calendar: Calendar): Act[] {
  const morning = dayAt(calendar, 3, "09:05");
  return [
    ...[12, 12, 13].flatMap((many, night) => syncOf(calendar, 3 - night, night * 12, many)),
    { do: "mute", at: morning, line: "trips", until: morning + days(1) },
  ];
}

function syncOf(calendar: Calendar, back: number, first: number, many: number): Act[] {
  const at = dayAt(calendar, back, "02:10");
  const statuses = noSayers.slice(first, first + many).flatMap((person, index) => {
    const base = {
      message: `wamid.night-sync-${first + index}`,
      to: personOf("nomad", person),
      category: "marketing",
      campaign: "Night sync",
      list: "crm-sync",
      template: "winter_sun",
      at: at + index * 1000,
    } as const;
    const told: DemoStatus[] = [
      { ...base, status: "sent" },
      { ...base, status: "delivered" },
    ];
    return told;
  });
  const told = at + minutes(1);
  return [
    { do: "deliver", at: told, client: "nomad", body: statusesBody("trips", statuses) },
    { do: "look", at: told + 2000, lines },
  ];
}
