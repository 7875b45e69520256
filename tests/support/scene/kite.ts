import type { Meta, MessageStatus } from "@/tests/support/meta-client";
import { clients, person, phone } from "./cast";
import { day, minuteMs } from "./clock";

/** Festive-1 went to customers, Festive-2 mostly to people from a fair: 131 of 4,742 ask to stop. */
export async function playKite(meta: Meta, now: Date): Promise<void> {
  await playCampaign(meta, day(now, 3, "09:58"), now, {
    campaign: "Festive-1",
    list: "shop-account",
    template: "festive_offer",
    people: [0, 4012],
    read: 61,
    stops: 21,
    stopsAmong: 2115,
    unreachable: 128,
  });
  await playCampaign(meta, day(now, 1, "10:02"), now, {
    campaign: "Festive-2",
    list: "festive-fair.csv",
    template: "festive_offer_v2",
    people: [2115, 6857],
    read: 57,
    stops: 131,
    unreachable: 301,
  });
  await meta.notice(
    clients.kite.account,
    "message_template_quality_update",
    {
      previous_quality_score: "GREEN",
      new_quality_score: "YELLOW",
      message_template_id: 990011220003,
      message_template_name: "festive_offer_v2",
      message_template_language: "en",
    },
    day(now, 1, "18:10"),
  );
}

interface Live {
  campaign: string;
  list: string;
  template: string;
  /** From and to, exclusive. */
  people: [number, number];
  /** Percent. */
  read: number;
  stops: number;
  /** Only the first so many ask to stop: a later campaign begins after them. */
  stopsAmong?: number;
  unreachable: number;
}

async function playCampaign(meta: Meta, from: Date, now: Date, told: Live): Promise<void> {
  const { campaign: name, list, template, people, stops, unreachable } = told;
  const labels = { campaign: name, template, category: "marketing" } as const;
  const [first, end] = people;
  const size = end - first;
  const lasts = 94 * minuteMs;
  const when = (index: number, later = 0) =>
    new Date(Math.min(from.getTime() + (index / size) * lasts + later * minuteMs, now.getTime()));
  const message = (index: number) => `wamid.${name}-${index}`;
  const traffic: MessageStatus[] = [];
  for (let index = 0; index < size; index += 1) {
    const base = {
      ...labels,
      message: message(index),
      to: person(first + index),
      list: index % 5 === 0 ? "shop-checkout" : list,
    };
    traffic.push({ ...base, status: "sent", at: when(index) });
    traffic.push({ ...base, status: "delivered", at: when(index, 0.1) });
    if (index % 100 < told.read) traffic.push({ ...base, status: "read", at: when(index, 20) });
  }
  for (let index = 0; index < unreachable; index += 1) {
    traffic.push({
      ...labels,
      message: `wamid.${name}-none-${index}`,
      to: person(900_000 + first + index),
      status: "failed",
      code: 131026,
      at: when((index / unreachable) * size),
    });
  }
  await meta.statuses(phone("kite"), traffic);
  const answers = Array.from({ length: stops }, (_, stop) => {
    const index = Math.floor(((stop + 0.5) / stops) * (told.stopsAmong ?? size));
    return {
      text: stop % 3 === 0 ? "stop" : "STOP",
      from: person(first + index),
      at: when(index, 6),
      answers: message(index),
    };
  });
  await meta.answers(phone("kite"), answers);
}
