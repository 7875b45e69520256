import { percent } from "./portfolio/score-words";

interface Counted {
  delivered: number;
  optedOut: number;
  blocked: number;
  reported: number;
}

/** What a list did: people who asked to stop, blocked or reported. */
export function harmOf({ optedOut, blocked, reported }: Omit<Counted, "delivered">): number {
  return optedOut + blocked + reported;
}

/** "12 % of the messages, 61 % of the people who asked to stop." */
export function listSentence(own: Counted, all: Counted): string {
  const volume =
    all.delivered === 0
      ? "No message was delivered"
      : `${percent(own.delivered / all.delivered)} of the messages`;
  if (harmOf(all) === 0) return `${volume}; nobody asked to stop.`;
  return `${volume}, ${percent(harmOf(own) / harmOf(all))} of the people who ${harmWords(all)}.`;
}

function harmWords({ optedOut, blocked, reported }: Counted): string {
  const parts = [
    optedOut > 0 && "asked to stop",
    blocked > 0 && "blocked",
    reported > 0 && "reported",
  ].filter((part) => part !== false);
  const [last] = parts.slice(-1);
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} or ${last ?? ""}` : (last ?? "");
}
