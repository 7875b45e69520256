import { minutes } from "@/lib/domain/time";
import type { Act } from "./acts";
import { type Calendar, dayAt, historyDays } from "./calendar";
import { personOf } from "./cast";
import { noticeBody, statusesBody } from "./meta-body";

/** Somebody changed the app's secret: since then every signature is wrong. */
export function verdeActs(calendar: Calendar): Act[] {
  const first = dayAt(calendar, historyDays - 1, "07:30");
  const changed = dayAt(calendar, 4, "21:14");
  const forged = Array.from({ length: 24 }, (_, index): Act => ({
    do: "deliver",
    at: changed + index * 20_000,
    client: "verde",
    body: orderBody("alerts", changed + index * 20_000, index),
    forged: true,
  }));
  return [
    { do: "deliver", at: first, client: "verde", body: orderBody("alerts", first, 900) },
    approved(changed - minutes(1)),
    ...forged,
    { do: "look", at: changed + minutes(9), lines: ["alerts"] },
  ];
}

/** The last notice whose signature was right. */
function approved(at: number): Act {
  const value = {
    event: "APPROVED",
    message_template_id: 990011220006,
    message_template_name: "order_on_its_way",
    message_template_language: "en",
    message_template_category: "UTILITY",
    reason: "NONE",
  };
  const body = noticeBody("verde", "message_template_status_update", value, at);
  return { do: "deliver", at, client: "verde", body };
}

function orderBody(line: "alerts", at: number, index: number): object {
  return statusesBody(line, [
    {
      status: "delivered",
      message: `wamid.order-${line}-${index}`,
      to: personOf("verde", index),
      at,
      category: "utility",
    },
  ]);
}
