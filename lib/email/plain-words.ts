import type { Mail, Span } from "./document";

/** What a mail says, without its form: for channels that have a form of their own. */
export interface PlainWords {
  title: string;
  reason: string;
  text: string[];
  advice: string[];
}

/** The small print stays behind: it speaks to a member, and a channel is none. */
export function plainWords({ subject, preview, blocks }: Mail): PlainWords {
  const text = blocks.flatMap((block) => {
    if (block.block === "paragraph") return [wordsOf(block.spans)];
    if (block.block === "dots") return block.items.map(wordsOf);
    return [];
  });
  const advice = blocks.flatMap((block) => (block.block === "steps" ? block.items : []));
  return { title: subject, reason: preview, text, advice: advice.map(wordsOf) };
}

function wordsOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join("");
}
