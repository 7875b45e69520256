import { type AdviceEntry, adviceTexts } from "@/lib/domain/catalogue/advice-texts";
import { restrictionMeanings } from "@/lib/domain/catalogue/names";
import { shortTexts, whyTexts } from "@/lib/domain/catalogue/why-texts";
import type { RestrictionKind, Words } from "@/lib/domain/score/line";
import { formatParam } from "./text-format";

export interface Advice {
  key: string;
  text: string;
  doneWhen: string | null;
}

/** One action in words. Moments are written in the workspace's zone. */
export function adviceOf({ key, params }: Words, zone: string): Advice {
  const entry = (adviceTexts as Record<string, AdviceEntry>)[key];
  if (!entry) throw new Error(`no advice "${key}" in the catalogue`);
  return { key, text: renderText(entry.text, params, zone), doneWhen: entry.doneWhen };
}

/** The fact behind a line or a fact line. */
export function whyOf({ key, params }: Words, zone: string): string {
  return renderText(textOf(whyTexts, key), params, zone);
}

/** The main reason of a score in a few words. */
export function reasonOf({ key, params }: Words, zone: string): string {
  return renderText(textOf(shortTexts, key), params, zone);
}

/** WhatsApp's own word appears only where we have none of ours. */
export function restrictionWords(kind: RestrictionKind, type: string | null): string {
  return kind === "unknown" && type
    ? `${restrictionMeanings.unknown} (WhatsApp's word: ${type})`
    : restrictionMeanings[kind];
}

/** `{name}`, `{name|format}`, `{name|format:fallback}`; a `[[part]]` with a missing value is left out. */
export function renderText(template: string, params: Words["params"], zone: string): string {
  return template
    .replace(/\[\[(.*?)\]\]/g, (_whole, part: string) => (hasAll(part, params) ? part : ""))
    .replace(
      placeholder,
      (_whole, name: string, format: string | undefined, fallback: string | undefined) => {
        const value = params[name];
        return value === undefined || value === null
          ? (fallback ?? "")
          : formatParam(value, format ?? "text", zone);
      },
    )
    .replace(/ {2,}/g, " ")
    .trim();
}

const placeholder = /\{(\w+)(?:\|(\w+))?(?::([^}]*))?\}/g;

function hasAll(part: string, params: Words["params"]): boolean {
  return [...part.matchAll(placeholder)].every(
    ([, name = ""]) => params[name] !== undefined && params[name] !== null,
  );
}

function textOf(texts: Readonly<Record<string, string>>, key: string): string {
  const text = texts[key];
  if (text === undefined) throw new Error(`no words "${key}" in the catalogue`);
  return text;
}
