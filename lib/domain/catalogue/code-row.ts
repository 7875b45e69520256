/** Whose doing a failure is. Only the first four carry risk; the last two never move the score. */
export const causes = ["consent", "list", "pressure", "policy", "platform", "setup"] as const;
export type Cause = (typeof causes)[number];

/** Keys of the advice catalogue (ux.md 2.7) that fit a code. */
export type CodeAdvice =
  | "appeal"
  | "clean_unreachable"
  | "do_not_retry"
  | "fix_category"
  | "fix_template"
  | "honour_opt_outs"
  | "pay"
  | "read_warning"
  | "register"
  | "rest_template"
  | "stop_campaign"
  | "token"
  | "wait_spam_limit";

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
