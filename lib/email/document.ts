import { oneLine } from "@/lib/domain/one-line";

/** A mail before it becomes HTML or text: both are made from it, so that they say the same words. */
export interface Mail {
  subject: string;
  /** What inboxes show beside the subject. */
  preview: string;
  blocks: readonly Block[];
  picture?: Picture;
}

/** A PNG that travels with the mail; `alt` says what it shows. */
export interface Picture {
  png: Uint8Array;
  alt: string;
}

export type Block =
  | { block: "paragraph"; spans: Span[] }
  | { block: "heading"; text: string }
  | { block: "steps"; items: Span[][] }
  | { block: "dots"; items: Span[][] }
  /** Lines that stand for themselves, each with a mark of its own. */
  | { block: "lines"; items: Span[][] }
  | { block: "points"; rows: PointsRow[]; total: PointsRow }
  | { block: "picture"; alt: string }
  | { block: "button"; label: string; href: string }
  | { block: "links"; links: Span[] }
  | { block: "small"; spans: Span[] };

export interface PointsRow {
  label: string;
  points: number;
}

export interface Span {
  text: string;
  bold?: true;
  italic?: true;
  href?: string;
  /** A convenience: plain text leaves the address out, where many would bury the words. */
  spare?: true;
}

type Piece = string | number | Span | readonly Span[];

/** Template tag: what stands in braces may be plain words, a number, or spans. */
export function words(strings: TemplateStringsArray, ...pieces: Piece[]): Span[] {
  return strings.flatMap((text, index) => [
    ...(text === "" ? [] : [{ text }]),
    ...toSpans(pieces[index]),
  ]);
}

export function paragraph(strings: TemplateStringsArray, ...pieces: Piece[]): Block {
  return { block: "paragraph", spans: words(strings, ...pieces) };
}

export function heading(text: string): Block {
  return { block: "heading", text };
}

export function bold(text: string | number): Span {
  return { text: String(text), bold: true };
}

export function italic(text: string): Span {
  return { text, italic: true };
}

export function link(text: string, href: string): Span {
  return { text, href };
}

function toSpans(piece: Piece | undefined): readonly Span[] {
  if (piece === undefined || piece === "") return [];
  if (typeof piece === "object") return "text" in piece ? [piece] : piece;
  return [{ text: String(piece) }];
}

const limit = 120;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A sentence that may hold such a name. */
export function cleanText(text: string): string {
  const plain = oneLine(text);
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** A name that a person or WhatsApp chose, as it may stand in a subject or a sentence. */
export function cleanName(name: string): string {
  const plain = oneLine(name);
  const short =
    plain.length > limit
      ? `${Array.from(plain)
          .slice(0, limit - 1)
          .join("")}…`
      : plain;
  // First-strong isolate: a name written from right to left must not drag the words around it along.
  return rightToLeft.test(short) ? `\u2068${short}\u2069` : short;
}
