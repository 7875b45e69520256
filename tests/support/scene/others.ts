import { createHmac, randomUUID } from "node:crypto";
import type { Meta } from "@/tests/support/meta-client";
import { clients } from "./cast";
import { day, dayMs, humanDay, minuteMs } from "./clock";
import { count } from "./history";
import { createSource, type Stage } from "./stage";

/** Rejections, a warning, a correction; and yesterday WhatsApp set the day. */
export async function playLumen(meta: Meta, now: Date): Promise<void> {
  const { account } = clients.lumen;
  const rejected = (name: string, id: number) => ({
    event: "REJECTED",
    message_template_id: id,
    message_template_name: name,
    message_template_language: "en",
    message_template_category: "MARKETING",
    reason: "SCAM",
  });
  await meta.notice(
    account,
    "message_template_status_update",
    rejected("quick_cash", 990011220012),
    day(now, 11, "13:20"),
  );
  await meta.notice(
    account,
    "message_template_status_update",
    rejected("loan_today", 990011220013),
    day(now, 11, "16:45"),
  );
  await meta.notice(
    account,
    "account_update",
    { event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "SCAM" } },
    day(now, 9, "11:05"),
  );
  await meta.notice(
    account,
    "template_category_update",
    {
      message_template_id: 990011220014,
      message_template_name: "rate_update",
      message_template_language: "en",
      previous_category: "UTILITY",
      new_category: "MARKETING",
    },
    day(now, 8, "09:30"),
  );
  const end = new Date(now.getTime() + 6 * dayMs);
  await meta.notice(
    account,
    "account_update",
    {
      event: "DISABLED_UPDATE",
      ban_info: { waba_ban_state: "SCHEDULE_FOR_DISABLE", waba_ban_date: humanDay(end) },
    },
    new Date(now.getTime() - 17 * 60 * minuteMs),
  );
}

/** A loud number takes its quiet sister along. */
export async function playRoast(meta: Meta, now: Date): Promise<void> {
  const { account } = clients.roast;
  const at = new Date(now.getTime() - 5 * 60 * minuteMs);
  await meta.restrict(account, new Date(at.getTime() + 3 * dayMs), at);
}

/** Helio's own system knows who blocked and reported it, and says so in our format. */
export async function playHelio(stage: Stage, now: Date): Promise<void> {
  const source = await createSource(stage, {
    name: "Helio CRM",
    provider: "standard",
    credentials: {},
  });
  const labels = { category: "marketing", campaign: "Expo follow-up", list: "expo-2024.csv" };
  const at = day(now, 2, "13:00");
  const events = [
    ...count("leads", "blocked", at, 28, labels),
    ...count("leads", "reported", at, 2, labels),
    ...count("leads", "sent", day(now, 1, "09:00"), 40, { category: "utility" }),
    ...count("leads", "delivered", day(now, 1, "09:00"), 40, { category: "utility" }),
  ];
  const body = JSON.stringify(events);
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const secret = Buffer.from((source.secret ?? "").replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", secret)
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64");
  const response = await fetch(source.webhookUrl, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
    body,
  });
  if (!response.ok) throw new Error(`Helio's events were refused: ${await response.text()}`);
}

/** Somebody changed the app's secret: since then every signature is wrong. */
export async function refuseVerde(meta: Meta, now: Date): Promise<void> {
  for (let index = 0; index < 25; index += 1) {
    await meta.post({ entry: [], index, at: now.getTime() }, "the-new-secret");
  }
}
