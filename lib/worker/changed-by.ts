import type { DueKind } from "@/db/queries/due";
import { topics, type Topic } from "@/lib/domain/hint";

const judged: readonly Topic[] = ["numbers", "campaigns", "alerts", "mails", "sources"];

/** What pages have to read again after each kind of work. */
export const changedBy: Record<DueKind, readonly Topic[]> = {
  score: judged,
  score_account: judged,
  people: ["numbers"],
  late_no: ["numbers"],
  reconstruct: ["numbers"],
  poll: ["numbers", "sources"],
  send: ["mails"],
  tell: ["alerts", "mails"],
  watch: ["alerts", "mails", "sources"],
  merge: ["numbers"],
  retention: [],
  digest: ["mails"],
  call: ["channels"],
  erase: topics,
  demo: topics,
};
