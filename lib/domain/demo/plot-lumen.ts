import type { Instant } from "@/lib/domain/event";
import { minutes } from "@/lib/domain/time";
import type { Act } from "./acts";
import { type Calendar, dayAt, writtenDate } from "./calendar";
import { noticeBody } from "./meta-body";

const lines = ["notices"] as const;

/** Rejections, a warning, a correction; and then WhatsApp sets the day. */
export function lumenActs(calendar: Calendar): Act[] {
  const at = (back: number, hour: string) => dayAt(calendar, back, hour);
  const disabled = at(2, "16:05");
  return [
    rejected(at(11, "13:20"), "quick_cash", 990011220012),
    rejected(at(11, "16:45"), "loan_today", 990011220013),
    notice(at(9, "11:05"), "account_update", {
      event: "ACCOUNT_VIOLATION",
      violation_info: { violation_type: "SCAM" },
    }),
    { do: "look", at: at(9, "11:06"), lines },
    notice(at(8, "09:30"), "template_category_update", {
      message_template_id: 990011220014,
      message_template_name: "rate_update",
      message_template_language: "en",
      previous_category: "UTILITY",
      new_category: "MARKETING",
    }),
    notice(disabled, "account_update", {
      event: "DISABLED_UPDATE",
      ban_info: {
        waba_ban_state: "SCHEDULE_FOR_DISABLE",
        waba_ban_date: writtenDate(calendar, 6),
      },
    }),
    { do: "look", at: disabled, lines },
    {
      do: "acknowledge",
      at: disabled + minutes(7),
      rule: "disable_scheduled",
      client: "lumen",
      by: "lead",
    },
  ];
}

function rejected(at: Instant, name: string, id: number): Act {
  return notice(at, "message_template_status_update", {
    event: "REJECTED",
    message_template_id: id,
    message_template_name: name,
    message_template_language: "en",
    message_template_category: "MARKETING",
    reason: "SCAM",
  });
}

function notice(at: Instant, field: string, value: object): Act {
  return { do: "deliver", at, client: "lumen", body: noticeBody("lumen", field, value, at) };
}
