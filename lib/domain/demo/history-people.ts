import { hours } from "@/lib/domain/time";
import { type Calendar, dayAt } from "./calendar";
import { lines, personOf } from "./cast";
import { share } from "./dice";
import { campaign, campaignToPeople, type OwnRow, range, someOften } from "./own-rows";

/** Who asked Nomad to stop, and gets offers from another tool at night all the same (plot.ts). */
export const noSayers = range(2600, 2637);

export function nomad(calendar: Calendar): OwnRow[] {
  const { client, number } = lines.trips;
  const noes = noSayers.map((index, position) => ({
    number,
    kind: "opted_out",
    at: new Date(dayAt(calendar, 20, "10:00") + position * 97_000).toISOString(),
    recipient: personOf(client, index),
    category: "marketing",
  }));
  const before = {
    at: dayAt(calendar, 9, "10:00"),
    campaign: "Trips of the week 13",
    list: "newsletter",
    optedOut: 26,
    delivered: 5100,
  };
  const latest = {
    at: dayAt(calendar, 2, "10:00"),
    campaign: "Winter sun",
    list: "newsletter",
    delivered: 5180,
    optedOut: 42,
  };
  // 2,564 people, 872 of them four times: 5,180 messages.
  return [
    ...noes,
    ...campaignToPeople("trips", before, someOften(2564, 845).slice(0, 5100)),
    ...campaignToPeople("trips", latest, someOften(2564, 872), hours(8)),
    ...launchRows(calendar),
  ];
}

/** Six days old: 63 messages. */
function launchRows(calendar: Calendar): OwnRow[] {
  const days = [6, 5, 4, 3, 2, 1];
  return days.flatMap((back, index) =>
    campaign("launch", {
      at: dayAt(calendar, back, "12:00"),
      campaign: "First trips",
      delivered: share(63, index, days.length),
      slots: 2,
    }),
  );
}

export function helio(calendar: Calendar): OwnRow[] {
  const known = { campaign: "Sun letter 12", list: "customers", optedOut: 8, delivered: 1650 };
  const expo = {
    at: dayAt(calendar, 2, "11:00"),
    campaign: "Expo follow-up",
    list: "expo-2024.csv",
    sent: 2819,
    delivered: 2790,
    optedOut: 24,
    unreachable: 391,
  };
  return [
    ...campaignToPeople("leads", { ...known, at: dayAt(calendar, 9, "10:00") }, range(0, 1650)),
    // 418 of the 2,790 knew Helio before: 85 % are first contacts.
    ...campaignToPeople("leads", expo, range(1232, 4022)),
    ...campaign("service", {
      at: dayAt(calendar, 6, "10:00"),
      campaign: "Care plan 13",
      delivered: 690,
      optedOut: 1,
      heldBack: 310,
    }),
  ];
}

export function pico(calendar: Calendar): OwnRow[] {
  const told = { list: "members", optedOut: 14, delivered: 2900 };
  const extra = [6, 5, 4].flatMap((back) =>
    campaignToPeople(
      "pico",
      {
        at: dayAt(calendar, back, "17:00"),
        campaign: "Paw points",
        list: "gold-members",
        delivered: 638,
        optedOut: 2,
      },
      range(0, 638),
    ),
  );
  return [
    ...campaignToPeople(
      "pico",
      { ...told, at: dayAt(calendar, 10, "16:00"), campaign: "Pet treats 12" },
      range(0, 2900),
    ),
    ...extra,
    ...campaignToPeople(
      "pico",
      { ...told, at: dayAt(calendar, 3, "16:00"), campaign: "Pet treats 13", optedOut: 22 },
      range(0, 2900),
    ),
  ];
}

export function lumen(calendar: Calendar): OwnRow[] {
  const told = { list: "borrowers", template: "rate_notice" };
  const before = { ...told, campaign: "Rate notice 12", optedOut: 17, delivered: 3000 };
  const last = { ...told, campaign: "Rate notice 13", optedOut: 31, delivered: 3100 };
  // 1,975 people, 375 of them four times: 3,100 messages, 19 % got more than 3.
  return [
    ...campaignToPeople(
      "notices",
      { ...before, at: dayAt(calendar, 10, "15:00") },
      someOften(1975, 342).slice(0, 3000),
    ),
    ...campaignToPeople(
      "notices",
      { ...last, at: dayAt(calendar, 3, "13:00") },
      someOften(1975, 375),
      hours(6),
    ),
  ];
}
