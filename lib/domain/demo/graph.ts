import type { Instant } from "@/lib/domain/event";
import { type Calendar, dayAt } from "./calendar";
import {
  clientNames,
  connections,
  demoClients,
  type Line,
  lineNames,
  lines,
  phoneNumberId,
} from "./cast";

/** What the fictional WhatsApp answers when it is asked at `now` about a path of its Graph; undefined for what it does not know. */
export function graphAnswer(path: string, calendar: Calendar, now: Instant): object | undefined {
  const client = demoClients.find((one) => {
    const { account } = connections[one];
    return account !== undefined && path.split("/").includes(account);
  });
  if (!client) return undefined;
  if (path.endsWith("/subscribed_apps"))
    return { data: [{ whatsapp_business_api_data: { id: "1" } }] };
  const restricted = client === "roast" && isRestricted(calendar, now);
  const health_status = { can_send_message: restricted ? "LIMITED" : "AVAILABLE" };
  if (!path.endsWith("/phone_numbers"))
    return { id: connections[client].account, name: clientNames[client], health_status };
  const data = lineNames
    .filter((line) => lines[line].client === client && exists(line, calendar, now))
    .map((line) => ({
      id: phoneNumberId(line),
      display_phone_number: lines[line].number,
      verified_name: lines[line].name,
      quality_rating: ratingAt(line, calendar, now),
      status: "CONNECTED",
      throughput: { level: "STANDARD" },
      whatsapp_business_manager_messaging_limit: line === "launch" ? "TIER_2K" : "TIER_10K",
      health_status,
    }));
  return { data };
}

/** Nomad's new number is six days old. */
function exists(line: Line, calendar: Calendar, now: Instant): boolean {
  return line !== "launch" || now >= dayAt(calendar, 6, "00:00");
}

export function isRestricted(calendar: Calendar, now: Instant): boolean {
  return now >= dayAt(calendar, 24, "14:20") && now < dayAt(calendar, 21, "14:20");
}

function ratingAt(line: Line, calendar: Calendar, now: Instant): string {
  if (line === "launch") return "UNKNOWN";
  if (line === "kite") return now >= dayAt(calendar, 1, "22:10") ? "YELLOW" : "GREEN";
  if (line === "notices") return now >= dayAt(calendar, 8, "20:00") ? "YELLOW" : "GREEN";
  if (line === "deals") {
    const red = now >= dayAt(calendar, 24, "15:00") && now < dayAt(calendar, 21, "11:00");
    return red ? "RED" : "GREEN";
  }
  return "GREEN";
}
