import type { Meta, MessageStatus, Phone } from "@/tests/support/meta-client";
import { person } from "./cast";
import { minuteMs } from "./clock";

/** Of the last minutes: 600 received it, 24 asked to stop, 100 are not on WhatsApp. High, and without a doubt. */
export async function playBadCampaign(meta: Meta, phone: Phone, now = Date.now()): Promise<void> {
  const began = now - 5 * minuteMs;
  const when = (index: number) => new Date(began + index * 300);
  const labels = {
    category: "marketing",
    campaign: "Festive-2",
    list: "festive-fair.csv",
    template: "festive_offer_v2",
  } as const;
  const traffic: MessageStatus[] = [];
  for (let index = 0; index < 700; index += 1) {
    const message = `wamid.${phone.number}-${index}`;
    const base = { ...labels, message, to: person(index), at: when(index) };
    if (index % 7 === 6) traffic.push({ ...base, status: "failed", code: 131026 });
    else traffic.push({ ...base, status: "sent" }, { ...base, status: "delivered" });
  }
  await meta.statuses(phone, traffic);
  const stops = Array.from({ length: 24 }, (_, stop) => stop * 28);
  await meta.answers(
    phone,
    stops.map((index) => ({
      text: "STOP",
      from: person(index),
      at: when(index + 20),
      answers: `wamid.${phone.number}-${index}`,
    })),
  );
}
