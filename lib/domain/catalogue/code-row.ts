import type { AdviceKey } from "./advice-texts";

/** Whose doing a failure is. Only the first four carry risk; the last two never move the score. */
export const causes = ["consent", "list", "pressure", "policy", "platform", "setup"] as const;
export type Cause = (typeof causes)[number];

export type CodeAdvice = AdviceKey;

export interface CodeEntry {
  /** A single code, or the ends of a range of which each member means the same to us. */
  from: number;
  to: number;
  provider: "meta" | "twilio";
  cause: Cause;
  /** What happened, in a marketer's words. */
  title: string;
  advice?: CodeAdvice;
  /** What the title alone would leave open, such as why a failure is not held against the sender. */
  note?: string;
  source: string;
  /** When the source was last read. */
  date: string;
  /** False where no page of the provider's confirms the meaning: "not verified against a live account". */
  verified: boolean;
}

export type Row = Omit<CodeEntry, "provider" | "source" | "date" | "verified"> & Partial<CodeEntry>;

export type More = Partial<Pick<CodeEntry, "advice" | "note" | "source" | "verified" | "to">>;

export function row(code: number, cause: Cause, title: string, more: More = {}): Row {
  return { from: code, to: code, cause, title, ...more };
}
