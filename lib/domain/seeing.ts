import type { Signal } from "./score/coverage";

/** What decides whether a signal could reach us at all. */
export interface SeeingSource {
  provider: string;
  hasToken: boolean;
  readsAnswers: boolean;
  noticesOnly: boolean;
}

/** `unknown`: it could be seen and was not. `not_available`: nobody gives it, or it was switched off here. */
export type Seeing = "seen" | "unknown" | "not_available";

export interface SeeingWords {
  state: Seeing;
  /** One sentence: what is so. */
  words: string;
  /** The one step that would add it; null when it is there, or when nothing would. */
  step: string | null;
}

const names: Record<Signal, string> = {
  delivery: "deliveries and failures",
  reads: "reads",
  opt_outs: "opt-outs",
  blocks: "blocks and reports",
  rating: "WhatsApp’s rating",
  notices: "account notices",
};

/** Why a signal is seen or not, and what would change it (ux 2.6). */
export function seeingOf(
  signal: Signal,
  seen: number,
  sources: readonly SeeingSource[],
): SeeingWords {
  if (seen > 0) return { state: "seen", words: seenWords[signal], step: null };
  const refusal = refusalOf(signal, sources);
  if (refusal) return { state: "not_available", ...refusal };
  return {
    state: "unknown",
    words: `Unknown: ${unknownWords[signal]}.`,
    step: stepOf(signal, sources),
  };
}

const seenWords: Record<Signal, string> = {
  delivery: "Deliveries and failures are seen.",
  reads: "Reads are seen.",
  opt_outs: "Opt-outs are seen.",
  blocks: "Blocks or reports are told by a provider, a file or your own system.",
  rating: "WhatsApp’s rating is known.",
  notices: "Warnings and restrictions reach us.",
};

const unknownWords: Record<Signal, string> = {
  delivery: "no delivery and no failure was reported in 7 days",
  reads: "no read was reported in 7 days",
  opt_outs: "no answer and no opt-out was reported in 7 days",
  blocks: "no block and no report was told in 7 days",
  rating: "nothing asks WhatsApp for it",
  notices: "no subscription and no notice was seen in 30 days",
};

type Refusal = Pick<SeeingWords, "words" | "step">;

const ofMessages: ReadonlySet<Signal> = new Set<Signal>(["delivery", "reads", "opt_outs"]);

/** Nobody can give it, or somebody here wants it so. Own events may carry everything. */
function refusalOf(signal: Signal, sources: readonly SeeingSource[]): Refusal | undefined {
  const onlyMeta = sources.length > 0 && sources.every(({ provider }) => provider === "meta");
  if (!onlyMeta) return undefined;
  if (signal === "blocks") {
    return {
      words: "Not available: WhatsApp tells nobody who blocked or reported a business.",
      step: "To see blocks, send what your own system knows of them as events, or bring in a file.",
    };
  }
  if (ofMessages.has(signal) && sources.every(({ noticesOnly }) => noticesOnly)) {
    return {
      words: "Not available: the source takes account notices only.",
      step: `To see ${names[signal]}, switch “account notices only” off on the source’s page.`,
    };
  }
  if (signal === "opt_outs" && sources.every(({ readsAnswers }) => !readsAnswers)) {
    return {
      words: "Not available: answers are not read, because the source says so.",
      step: "To see opt-outs, switch “do not read answers” off, or send them as events of your own.",
    };
  }
  return undefined;
}

function stepOf(signal: Signal, sources: readonly SeeingSource[]): string {
  const meta = sources.filter(({ provider }) => provider === "meta");
  if (signal === "rating") {
    return meta.length > 0
      ? "To see WhatsApp’s rating, add an access token on the source’s page, or enter it by hand."
      : "To see WhatsApp’s rating, connect your Meta app with a token, or enter it by hand.";
  }
  if (signal === "notices" && meta.length > 0) {
    return "To see account notices, subscribe account_update and the template fields in your Meta app.";
  }
  return sources.length > 0
    ? `To see ${names[signal]}, let a source report them: it begins with the next event.`
    : `To see ${names[signal]}, connect how you send, or bring in a file.`;
}
