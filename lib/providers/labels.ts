import { isStorable } from "@/lib/domain/storable";
import { isObject } from "./json";

/** What a sender may tell us in `biz_opaque_callback_data`. */
export interface Labels {
  campaign?: string;
  list?: string;
  template?: string;
}

const names = ["campaign", "list", "template"] as const;
const none: Labels = {};

/**
 * Reads `campaign=…;list=…;template=…`, JSON with these keys, or a short text as the campaign; drops everything else.
 * `phoneDigits`: the recipient's number; a label that contains it would store it readable, so it is dropped.
 */
export function labelsOf(raw: unknown, phoneDigits: string | undefined): Labels {
  if (typeof raw !== "string" || raw.length === 0 || raw.length > 2048) return none;
  const text = raw.trim();
  const pairs = text.startsWith("{") ? jsonPairs(text) : keyedPairs(text);
  if (!pairs) return wholeText(text, phoneDigits);
  const labels: Labels = {};
  for (const name of names) {
    const label = pairs.get(name);
    if (label !== undefined && isLabel(label, 256, phoneDigits)) labels[name] = label;
  }
  return labels;
}

function keyedPairs(text: string): Map<string, string> | undefined {
  if (!text.includes("=")) return undefined;
  const pairs = new Map<string, string>();
  for (const pair of text.split(";")) {
    const cut = pair.indexOf("=");
    if (cut > 0) pairs.set(pair.slice(0, cut).trim(), pair.slice(cut + 1).trim());
  }
  return pairs;
}

function jsonPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return pairs;
    for (const name of names) {
      const label = value[name];
      if (typeof label === "string") pairs.set(name, label.trim());
    }
  } catch {
    return pairs;
  }
  return pairs;
}

function wholeText(text: string, phoneDigits: string | undefined): Labels {
  const fits = isLabel(text, 64, phoneDigits) && !/\d{7}/.test(text);
  return fits ? { campaign: text } : none;
}

function isLabel(text: string, most: number, phoneDigits: string | undefined): boolean {
  if (text.length === 0 || text.length > most || !isStorable(text)) return false;
  if (text.includes("wamid.")) return false;
  return phoneDigits === undefined || phoneDigits.length < 5 || !text.includes(phoneDigits);
}
