import { type Calendar, dayAt, historyDays, historyEnd } from "./calendar";
import type { Line } from "./cast";
import { share } from "./dice";
import { helio, lumen, nomad, pico } from "./history-people";
import { campaign, campaignToPeople, counted, type OwnRow, range } from "./own-rows";

/**
 * Ninety days as the agency's old tools export them, oldest first: what came before the alerts, and what nobody needed
 * to be told. The rest is played live (plot.ts).
 */
export function historyRows(calendar: Calendar): OwnRow[] {
  const rows = [
    ...steadyLines(calendar),
    ...weeklyLines(calendar),
    ...ashaSeason(calendar),
    ...kiteCustomers(calendar),
    ...roastRestart(calendar),
    ...nomad(calendar),
    ...helio(calendar),
    ...pico(calendar),
    ...lumen(calendar),
  ];
  const end = historyEnd(calendar);
  return rows
    .filter(({ at }) => Date.parse(String(at)) <= end)
    .sort((left, right) => Date.parse(String(left["at"])) - Date.parse(String(right["at"])));
}

interface Steady {
  perDay: number;
  /** Days back, the oldest and the newest. */
  from?: number;
  to?: number;
}

/** Orders, codes and answers, six times a day. */
function steady(
  calendar: Calendar,
  line: Line,
  { perDay, from = historyDays - 1, to = 0 }: Steady,
) {
  const slots = ["08:10", "10:30", "12:40", "15:20", "18:00", "20:45"];
  const utility = { category: "utility" };
  return Array.from({ length: from - to + 1 }, (_, index) => from - index).flatMap((back) =>
    slots.flatMap((hour, slot) => {
      const at = dayAt(calendar, back, hour);
      const many = share(Math.round(perDay * wave(back + slot)), slot, slots.length);
      return [
        ...counted(line, "sent", at, many, utility),
        ...counted(line, "delivered", at, many, utility),
        ...counted(line, "read", at, Math.round(many * 0.82), utility),
        ...counted(line, "replied", at, Math.round(many * 0.05)),
      ];
    }),
  );
}

/** Days differ a little, and always in the same way. */
function wave(step: number): number {
  return 1 + 0.08 * Math.sin(step * 1.7);
}

function steadyLines(calendar: Calendar): OwnRow[] {
  return [
    ...verdeLast(calendar),
    ...steady(calendar, "care", { perDay: 900 }),
    ...steady(calendar, "orders", { perDay: 400, to: 25 }),
    ...steady(calendar, "orders", { perDay: 400, from: 20 }),
    ...steady(calendar, "alerts", { perDay: 300, to: 5 }),
    ...beforeSilence(calendar),
    ...steady(calendar, "service", { perDay: 120, to: 1 }),
  ];
}

/** The last campaign that could be seen: 12 points, and then silence. */
function verdeLast(calendar: Calendar): OwnRow[] {
  const told = { campaign: "Fresh box 13", list: "customers", delivered: 3100, optedOut: 31 };
  return campaign("alerts", { at: dayAt(calendar, 5, "10:00"), ...told });
}

/** The last day on which Verde's signatures were right. */
function beforeSilence(calendar: Calendar): OwnRow[] {
  const until = dayAt(calendar, 4, "21:14");
  return steady(calendar, "alerts", { perDay: 300, from: 4, to: 4 }).filter(
    ({ at }) => Date.parse(String(at)) < until,
  );
}

interface Weekly {
  name: string;
  delivered: number;
  /** Share of the delivered who ask to stop. */
  stops: number;
  /** Days back of the newest one; a week between each. */
  last: number;
  /** Every week the same number of messages. */
  even?: true;
}

/** A campaign a week, received as ever. */
function weekly(calendar: Calendar, line: Line, { name, delivered, stops, last, even }: Weekly) {
  const weeks = Math.floor((historyDays - 1 - last) / 7);
  return Array.from({ length: weeks + 1 }, (_, week) => last + week * 7).flatMap((back, index) => {
    const many = even ? delivered : Math.round(delivered * wave(back));
    return campaign(line, {
      at: dayAt(calendar, back, "10:00"),
      campaign: `${name} ${weeks + 1 - index}`,
      list: "customers",
      delivered: many,
      optedOut: Math.round(many * stops),
      unreachable: Math.round(many * 0.018),
    });
  });
}

function weeklyLines(calendar: Calendar): OwnRow[] {
  const every = (line: Line, told: Weekly) => weekly(calendar, line, told);
  return [
    ...every("glow", { name: "Weekend glow", delivered: 2300, stops: 0.004, last: 10, even: true }),
    ...every("kite", { name: "New in", delivered: 4500, stops: 0.005, last: 15 }),
    ...every("deals", { name: "Brew Club", delivered: 1150, stops: 0.005, last: 45 }),
    ...every("alerts", { name: "Fresh box", delivered: 2900, stops: 0.0055, last: 12 }),
    ...every("trips", { name: "Trips of the week", delivered: 5000, stops: 0.005, last: 16 }),
    ...every("leads", { name: "Sun letter", delivered: 1700, stops: 0.005, last: 16 }),
    ...every("service", { name: "Care plan", delivered: 870, stops: 0.002, last: 13 }),
    ...every("pico", { name: "Pet treats", delivered: 2900, stops: 0.005, last: 17 }),
    ...every("notices", { name: "Rate notice", delivered: 3000, stops: 0.0055, last: 17 }),
  ];
}

/** A big day with good reception is no alarm. */
function ashaSeason(calendar: Calendar): OwnRow[] {
  const season = { campaign: "Winter glow", delivered: 9400, read: 0.66, optedOut: 61, slots: 12 };
  return campaign("glow", { at: dayAt(calendar, 3, "10:00"), list: "customers", ...season });
}

/** Kite's customers, who had offers before: only then can the fair's visitors be seen as new. */
function kiteCustomers(calendar: Calendar): OwnRow[] {
  const told = {
    at: dayAt(calendar, 3, "09:58"),
    campaign: "Festive-1",
    template: "festive_offer",
    list: "shop-account",
    delivered: 4012,
    optedOut: 21,
    unreachable: 128,
  };
  const before = {
    at: dayAt(calendar, 8, "10:00"),
    campaign: "New in 12",
    list: "customers",
    delivered: 4450,
    optedOut: 22,
    unreachable: 80,
  };
  return [
    ...campaignToPeople("kite", before, range(0, 4012)),
    ...counted("kite", "delivered", before.at, 438, { category: "marketing" }),
    ...campaignToPeople("kite", told, range(0, 4012)),
  ];
}

/** After the restriction: 200, 500, 1,000, and the first full campaign. */
function roastRestart(calendar: Calendar): OwnRow[] {
  const step = (
    back: number,
    name: string,
    delivered: number,
    optedOut: number,
    unreachable: number,
  ) =>
    campaign("deals", {
      at: dayAt(calendar, back, "11:00"),
      campaign: name,
      template: "brew_week",
      list: "club-members",
      delivered,
      optedOut,
      unreachable,
    });
  return [
    ...step(20, "Back again 1", 200, 0, 3),
    ...step(19, "Back again 2", 500, 2, 8),
    ...step(18, "Back again 3", 1000, 5, 17),
    ...step(11, "Brew Club", 1020, 5, 18),
    ...step(2, "Brew Club special", 1240, 14, 90),
  ];
}
