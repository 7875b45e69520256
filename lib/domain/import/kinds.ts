import { type OwnKind, ownKinds } from "@/lib/domain/own-event";

/** What other tools call the kinds, in lower case and with single spaces. */
const synonyms: Partial<Record<OwnKind, readonly string[]>> = {
  sent: ["accepted", "submitted", "queued", "dispatched", "send", "enviado", "gesendet"],
  delivered: ["delivery", "delivrd", "received", "entregado", "zugestellt"],
  read: ["seen", "opened", "open", "leido", "leído", "gelesen"],
  failed: ["undelivered", "undeliverable", "error", "rejected", "bounced", "fail", "not delivered"],
  replied: ["reply", "answered", "answer", "response", "responded", "inbound"],
  opted_out: ["opt out", "optout", "unsubscribed", "unsubscribe", "stop", "stopped"],
  opted_in: ["opt in", "optin", "subscribed", "subscribe", "resubscribed"],
  blocked: ["block"],
  reported: ["report", "spam", "reported as spam", "complaint"],
};

const kindOfWord = new Map<string, OwnKind>(
  ownKinds.flatMap((kind): [string, OwnKind][] =>
    [kind.replaceAll("_", " "), ...(synonyms[kind] ?? [])].map((word) => [word, kind]),
  ),
);

/** The kind that a tool's own word most likely stands for. */
export function guessKind(word: string): OwnKind | undefined {
  return kindOfWord.get(
    word
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, " "),
  );
}
