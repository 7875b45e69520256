import type { Instant } from "@/lib/domain/event";
import { hours, minutes } from "@/lib/domain/time";
import type { Act } from "./acts";
import { type Calendar, dayAt } from "./calendar";
import { liveCampaign } from "./live-campaign";
import { noticeBody } from "./meta-body";

const lines = ["deals", "orders"] as const;

/** A warning two weeks ahead, ignored; then a restriction that takes the calm sister along. */
export function roastActs(calendar: Calendar): Act[] {
  const at = (back: number, hour: string) => dayAt(calendar, back, hour);
  return [
    ...brewWeek(at(38, "10:00"), "Brew Week", { firstPerson: 0, delivered: 1150, stopped: 39 }),
    { do: "acknowledge", at: at(38, "11:52"), rule: "number_high", client: "roast", by: "jonas" },
    template(at(35, "15:10"), "quality", "GREEN", "RED"),
    template(at(35, "15:30"), "status", "PAUSED"),
    { do: "look", at: at(35, "15:31"), lines },
    { do: "look", at: at(35, "15:48"), lines },
    template(at(35, "18:30"), "status", "APPROVED"),
    notice(at(34, "09:40"), "account_update", {
      event: "ACCOUNT_VIOLATION",
      violation_info: { violation_type: "SPAM" },
    }),
    { do: "look", at: at(34, "09:41"), lines },
    template(at(30, "11:20"), "quality", "RED", "YELLOW"),
    ...brewWeek(at(26, "10:00"), "Brew Week 2", {
      firstPerson: 1200,
      delivered: 1130,
      stopped: 35,
    }),
    ...restriction(calendar),
    ...rounds(calendar),
  ];
}

interface Brew {
  firstPerson: number;
  delivered: number;
  stopped: number;
}

function brewWeek(
  from: Instant,
  campaign: string,
  { firstPerson, delivered, stopped }: Brew,
): Act[] {
  const end = from + minutes(90);
  const told = {
    line: "deals" as const,
    campaign,
    template: "brew_week",
    list: "coffee-raffle.csv",
    firstPerson,
    delivered: [
      [from, 0],
      [end, delivered],
    ] as const,
    stopped: [
      [from, 0],
      [from + minutes(30), Math.round(stopped * 0.15)],
      [end, stopped - 2],
      [end + hours(2), stopped],
    ] as const,
    unreachable: [
      [from, 0],
      [end, 30],
    ] as const,
    read: 61,
  };
  const moments = [15, 30, 45, 60, 75, 90, 120, 210].map((after) => from + minutes(after));
  return [
    ...liveCampaign(told, moments),
    ...moments.flatMap((at): Act[] => [
      { do: "look", at: at + minutes(1), lines },
      { do: "look", at: at + minutes(2), lines },
    ]),
  ];
}

function restriction(calendar: Calendar): Act[] {
  const began = dayAt(calendar, 24, "14:20");
  const until = dayAt(calendar, 21, "14:20");
  const types = ["RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_ADD_PHONE_NUMBER_ACTION"];
  const info = types.map((restriction_type) => ({
    restriction_type,
    expiration: Math.floor(until / 1000),
  }));
  return [
    notice(began, "account_update", { event: "ACCOUNT_RESTRICTION", restriction_info: info }),
    { do: "look", at: began + minutes(1), lines },
    { do: "acknowledge", at: began + minutes(16), rule: "restricted", client: "roast", by: "lead" },
    { do: "ask", at: began + minutes(45), clients: ["roast"] },
    { do: "look", at: began + minutes(46), lines },
    { do: "ask", at: until - hours(2), clients: ["roast"] },
    { do: "look", at: until - hours(2) + minutes(1), lines },
    { do: "ask", at: until + minutes(1), clients: ["roast"] },
    { do: "look", at: until + minutes(2), lines },
  ];
}

/** Around its bad weeks the account is looked at more often than once a day. */
function rounds(calendar: Calendar): Act[] {
  const acts: Act[] = [];
  for (let back = 38; back >= 18; back -= 1)
    for (const hour of ["00:30", "06:30", "12:30", "18:30"])
      acts.push({ do: "look", at: dayAt(calendar, back, hour), lines });
  return acts;
}

function template(at: Instant, what: "quality" | "status", word: string, next?: string): Act {
  const about = {
    message_template_id: 990011220004,
    message_template_name: "brew_week",
    message_template_language: "en",
  };
  return what === "quality"
    ? notice(at, "message_template_quality_update", {
        ...about,
        previous_quality_score: word,
        new_quality_score: next,
      })
    : notice(at, "message_template_status_update", {
        ...about,
        event: word,
        message_template_category: "MARKETING",
        reason: "NONE",
      });
}

function notice(at: Instant, field: string, value: object): Act {
  return { do: "deliver", at, client: "roast", body: noticeBody("roast", field, value, at) };
}
