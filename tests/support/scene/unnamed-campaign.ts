import type { Meta, MessageStatus, Phone } from "@/tests/support/meta-client";
import { person } from "./cast";
import { minuteMs } from "./clock";

const messageOf = (phone: Phone, index: number) => `wamid.${phone.number}-unnamed-${index}`;
const when = (began: Date, index: number) => new Date(began.getTime() + index * 300);

/** Of the last minutes: 600 received it and 100 are not on WhatsApp; its messages name no campaign. Answers when it began. */
export async function playUnnamed(meta: Meta, phone: Phone): Promise<Date> {
  const began = new Date(Math.floor(Date.now() / 1000) * 1000 - 5 * minuteMs);
  const traffic: MessageStatus[] = [];
  for (let index = 0; index < 700; index += 1) {
    const base = {
      category: "marketing",
      message: messageOf(phone, index),
      to: person(index),
      at: when(began, index),
    } as const;
    if (index % 7 === 6) traffic.push({ ...base, status: "failed", code: 131026 });
    else traffic.push({ ...base, status: "sent" }, { ...base, status: "delivered" });
  }
  await meta.statuses(phone, traffic);
  return began;
}

/** 24 of them ask to stop. */
export async function playStops(meta: Meta, phone: Phone, began: Date): Promise<void> {
  const stops = Array.from({ length: 24 }, (_, stop) => stop * 28);
  await meta.answers(
    phone,
    stops.map((index) => ({
      text: "STOP",
      from: person(index),
      at: when(began, index + 20),
      answers: messageOf(phone, index),
    })),
  );
}
