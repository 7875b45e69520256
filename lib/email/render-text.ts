import type { Block, Mail, PointsRow, Span } from "./document";

/** The mail in plain text: the same words as the HTML, with addresses written out. */
export function renderText(mail: Mail): string {
  return `${mail.blocks
    .map((block) => blockText(block) + gapAfter(block))
    .join("")
    .trim()}\n`;
}

/** A heading stands directly above what it heads. */
function gapAfter(block: Block): string {
  return block.block === "heading" ? "\n" : "\n\n";
}

function blockText(block: Block): string {
  if ("items" in block) return listText(block);
  switch (block.block) {
    case "paragraph":
      return spansText(block.spans);
    case "small":
      return `--\n${spansText(block.spans)}`;
    case "heading":
      return block.text;
    case "points":
      return pointsText([...block.rows, block.total]);
    case "picture":
      return `[${block.alt}]`;
    case "button":
      return `${block.label}: ${block.href}`;
    case "links":
      return block.links.map(linkText).join("\n");
  }
}

const marks = {
  steps: (position: number) => `${position + 1}. `,
  dots: () => "· ",
  lines: () => "",
} as const;

function listText({ block, items }: Extract<Block, { items: Span[][] }>): string {
  return items.map((item, position) => marks[block](position) + spansText(item)).join("\n");
}

function pointsText(rows: PointsRow[]): string {
  const width = Math.max(...rows.map(({ label }) => label.length)) + 2;
  const lines = rows.map(
    ({ label, points }) => `${label.padEnd(width)}${String(points).padStart(6)}`,
  );
  return [`${"".padEnd(width)}points`, ...lines].join("\n");
}

function spansText(spans: readonly Span[]): string {
  return spans
    .map((span) =>
      span.href === undefined || span.spare ? span.text : `${span.text} (${span.href})`,
    )
    .join("");
}

function linkText(span: Span): string {
  return span.href === undefined ? span.text : `${span.text}: ${span.href}`;
}
