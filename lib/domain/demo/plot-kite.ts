import { minutes } from "@/lib/domain/time";
import type { Act } from "./acts";
import { type Calendar, dayAt } from "./calendar";
import { type LiveCampaign, liveCampaign } from "./live-campaign";
import { noticeBody } from "./meta-body";

const lines = ["kite"] as const;

/** Yesterday's Festive-2, mostly to visitors of a fair: 131 of 4,742 ask to stop (ux.md 3.1). */
export function kiteActs(calendar: Calendar): Act[] {
  const at = (hour: string) => dayAt(calendar, 1, hour);
  const began = at("10:02");
  const early = [12, 22, 32, 42, 52, 62, 72, 82, 90].map((after) => began + minutes(after));
  const late = ["11:52", "12:15", "13:00", "14:30", "16:00"].map(at);
  const looked = at("11:35");
  return [
    ...liveCampaign(festive(calendar), [...early, looked, ...late]),
    ...[...early, ...late].flatMap((moment): Act[] => [{ do: "look", at: moment + 2000, lines }]),
    { do: "count", at: at("11:31") },
    { do: "look", at: looked, lines },
    { do: "look", at: looked + minutes(1), lines },
    {
      do: "deliver",
      at: at("18:10"),
      client: "kite",
      body: noticeBody("kite", "message_template_quality_update", turnedYellow, at("18:10")),
    },
    { do: "look", at: at("18:11"), lines },
    { do: "ask", at: at("22:10"), clients: ["kite"] },
    { do: "look", at: at("22:10"), lines },
  ];
}

const turnedYellow = {
  previous_quality_score: "GREEN",
  new_quality_score: "YELLOW",
  message_template_id: 990011220003,
  message_template_name: "festive_offer_v2",
  message_template_language: "en",
};

function festive(calendar: Calendar): LiveCampaign {
  const at = (hour: string) => dayAt(calendar, 1, hour);
  const began = at("10:02");
  return {
    line: "kite" as const,
    campaign: "Festive-2",
    template: "festive_offer_v2",
    list: "festive-fair.csv",
    otherList: "shop-checkout",
    // The last 1,897 of the 4,012 customers, then 2,845 people who never had a message from Kite.
    firstPerson: 2115,
    delivered: [
      [began, 0],
      [at("11:35"), 4310],
      [at("11:52"), 4742],
    ] as const,
    stopped: [
      [began, 0],
      [at("10:30"), 8],
      [at("11:00"), 28],
      [at("11:20"), 54],
      [at("11:32"), 74],
      [at("11:35"), 98],
      [at("11:52"), 110],
      [at("13:00"), 124],
      [at("16:00"), 131],
    ] as const,
    unreachable: [
      [began, 0],
      [at("11:35"), 261],
      [at("11:52"), 301],
    ] as const,
    read: 61,
  };
}
