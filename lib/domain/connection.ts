import type { Instant } from "./event";
import { duration, momentWords } from "./portfolio/moments";
import { hours } from "./time";

export interface ConnectionSight {
  disabled: boolean;
  handshakeAt: Instant | null;
  lastEventAt: Instant | null;
  lastRefusedAt: Instant | null;
  lastRefusal: string | null;
}

export interface Connection {
  state: "waiting" | "verified" | "receiving" | "silent" | "refused" | "disabled";
  words: string;
  /** What to do about it; null while all is well. */
  remedy: string | null;
}

const silentAfter = hours(24);

/** What a connection is doing, from what came through its door. */
export function connectionOf(sight: ConnectionSight, zone: string, now: Instant): Connection {
  const { lastEventAt, handshakeAt } = sight;
  if (sight.disabled) return say("disabled", "Disabled: nothing is taken in.", "Enable it again.");
  const refusal = refusalOf(sight, zone, now);
  if (refusal) return refusal;
  if (lastEventAt !== null) return heard(lastEventAt, zone, now);
  if (handshakeAt !== null) {
    const words = "WhatsApp has verified the address. Waiting for the first event…";
    return say("verified", words, "Subscribe the webhook fields, then send a message.");
  }
  return say("waiting", "Waiting for the first event…");
}

function heard(at: Instant, zone: string, now: Instant): Connection {
  if (now - at < silentAfter) {
    return say("receiving", `Receiving; last event ${duration(now - at)} ago.`);
  }
  const words = `Nothing since ${momentWords(at, zone, now)}.`;
  return say(
    "silent",
    words,
    "If you have sent since, look at the webhook's state at the provider.",
  );
}

/** A refusal counts until something is taken in. */
function refusalOf(sight: ConnectionSight, zone: string, now: Instant): Connection | undefined {
  const { lastRefusedAt: at, lastRefusal } = sight;
  const good = Math.max(sight.lastEventAt ?? 0, sight.handshakeAt ?? 0);
  if (at === null || at <= good) return undefined;
  const { words, remedy } = refusals[lastRefusal ?? ""] ?? unknownRefusal;
  return say("refused", `Refused at ${momentWords(at, zone, now)}: ${words}.`, remedy);
}

function say(state: Connection["state"], words: string, remedy: string | null = null): Connection {
  return { state, words, remedy };
}

const unknownRefusal = { words: "it could not be taken in", remedy: "Look at the list below." };

const refusals: Record<string, { words: string; remedy: string }> = {
  bad_signature: {
    words: "the signature does not match",
    remedy: "The app secret here is not the one of the app that sends. Paste the current one.",
  },
  wrong_verify_token: {
    words: "the verify token is another one",
    remedy: "Copy the verify token from this page into the provider's form.",
  },
  too_large: { words: "it was too large", remedy: "Send fewer events at once." },
  bad_request: {
    words: "it is not what this provider sends",
    remedy: "Check that the address belongs to this provider.",
  },
  unsupported_encoding: {
    words: "it was compressed",
    remedy: "Send the body without Content-Encoding.",
  },
  too_many_requests: {
    words: "too much came at once",
    remedy: "The provider sends it again by itself. If it lasts, raise INGEST_RATE.",
  },
  unavailable: {
    words: "the database could not take it",
    remedy: "The provider sends it again by itself.",
  },
};

/** What became of one delivery, in words. */
export function verdictWords(verdict: string): string {
  if (verdict === "ok") return "accepted";
  if (verdict === "not_understood") return "kept: a part was not understood";
  return `refused: ${(refusals[verdict] ?? unknownRefusal).words}`;
}

const pollErrors: Record<string, string> = {
  token_dead: "WhatsApp does not accept the access token any more. Make a new one and paste it.",
  throttled: "WhatsApp asked us to wait. We ask again within the hour.",
  not_subscribed: "No app is subscribed to this account: account notices do not arrive.",
  no_account: "Which account to ask about is not known yet. Give its id, or wait for an event.",
  timeout: "WhatsApp did not answer in time. We ask again in 15 minutes.",
  unreachable: "WhatsApp could not be reached from here. We ask again in 15 minutes.",
};

/** The poller's last finding; null when all is well. */
export function pollWords(error: string | null): string | null {
  if (error === null) return null;
  return pollErrors[error] ?? "WhatsApp answered with an error. We ask again in 15 minutes.";
}
