import type { Line } from "@/lib/domain/demo/cast";
import type { Score } from "@/lib/domain/score/score";

interface Row {
  score: number | null;
  band: string;
  sending: string;
  /** Every line that carries points, in the page's words. */
  points: Record<string, number>;
}

/** The column "today" of ux.md 5, with the points it names. Verde is seen no more: it stood at 12 when it still was. */
export const demoTable: Record<Exclude<Line, "alerts">, Row> = {
  care: { score: 0, band: "low", sending: "ok", points: {} },
  glow: {
    score: 11,
    band: "low",
    sending: "ok",
    points: { volume_surge: 7, opt_out_rate: 4 },
  },
  kite: {
    score: 64,
    band: "high",
    sending: "ok",
    // 40 + 15 asked to stop, 2 not on WhatsApp, 2 first contacts, 5 yellow template (ux.md 4.3)
    points: {
      opt_out_rate: 40,
      opt_out_surge: 15,
      unreachable_rate: 2,
      first_contact_share: 2,
      template_quality: 5,
    },
  },
  deals: {
    score: 30,
    band: "watch",
    sending: "ok",
    points: { opt_out_rate: 14, past_restriction: 8, template_quality: 5, unreachable_rate: 3 },
  },
  orders: { score: 8, band: "low", sending: "ok", points: { past_restriction: 8 } },
  launch: { score: null, band: "unknown", sending: "ok", points: {} },
  trips: {
    score: 35,
    band: "watch",
    sending: "ok",
    points: { messages_after_no: 19, opt_out_rate: 8, message_frequency: 8 },
  },
  leads: {
    score: 44,
    band: "watch",
    sending: "ok",
    points: { unreachable_rate: 17, block_rate: 12, opt_out_rate: 9, first_contact_share: 6 },
  },
  service: { score: 0, band: "low", sending: "stopped", points: {} },
  pico: {
    score: 10,
    band: "low",
    sending: "ok",
    points: { opt_out_rate: 6, message_frequency: 4 },
  },
  notices: {
    score: 95,
    band: "critical",
    sending: "disable_scheduled",
    points: {
      opt_out_rate: 12,
      template_rejected: 6,
      template_miscategorised: 4,
      message_frequency: 3,
      "floor:disable_scheduled": 70,
    },
  },
};

export function rowOf(score: Score): Row {
  const points = score.lines
    .filter((line) => line.points !== 0)
    .map((line): [string, number] => [line.factor, line.points]);
  const { band, sending } = score;
  return { score: score.score, band, sending, points: Object.fromEntries(points) };
}
