import type { Category, Instant } from "./event";
import { hours } from "./time";

/** Our estimate of how people say no, to be read by native speakers (2026-11-22). */
const phrases: Record<string, readonly string[]> = {
  en: ["stop", "stop all", "unsubscribe", "opt out", "remove me", "no more messages"],
  es: ["darme de baja", "dar de baja", "no más mensajes", "no enviar más"],
  pt: ["descadastrar", "não quero receber"],
  id: ["berhenti", "batal langganan", "jangan kirim lagi"],
  hi: ["band karo", "mat bhejo", "बंद करो", "संदेश मत भेजो"],
  ar: ["إلغاء الاشتراك", "لا ترسل"],
  de: ["abmelden", "abbestellen"],
  fr: ["désabonner", "désinscrire"],
};

/** Words that usually mean something else: "cancel" is mostly an order. */
const ambiguousWords = [
  "cancel",
  "end",
  "quit",
  "no",
  "baja",
  "cancelar",
  "parar",
  "sair",
  "batal",
  "إلغاء",
  "arrêter",
];

const optOutPhrases = new Set(Object.values(phrases).flat().map(plain));
const ambiguousPhrases = new Set(ambiguousWords.map(plain));
const longestInWords = 4;

/** Only a whole message that equals a phrase is a no: a text that merely contains one is a conversation. */
export function matchOptOut(text: string): "opt_out" | "ambiguous" | undefined {
  const said = plain(text);
  if (optOutPhrases.has(said)) return "opt_out";
  return ambiguousPhrases.has(said) ? "ambiguous" : undefined;
}

/** Buttons are named by the business: "Stop promotions" is a stop, "Stop by our shop" is not. */
export function isStopButton(text: string): boolean {
  const words = plain(text).split(" ");
  if (words.length > longestInWords || (words[0] === "stop" && words[1] === "by")) return false;
  return words.some((_word, index) => optOutPhrases.has(words.slice(0, index + 1).join(" ")));
}

/** Whether a template's text offers a way out: "Reply STOP to end offers". Our estimate of how it is written. */
export function tellsHowToStop(text: string): boolean {
  const words = ` ${onlyWords(text.slice(0, 2000))} `;
  return offers.some((offer) => words.includes(` ${offer} `));
}

const offers = [
  "reply stop",
  "send stop",
  "text stop",
  "type stop",
  "write stop",
  "stop to end",
  "stop to cancel",
  "unsubscribe",
  "opt out",
  "responde stop",
  "envía stop",
  "responda stop",
  "envie stop",
  "responda sair",
  "responde baja",
  "darse de baja",
  "darte de baja",
  "descadastrar",
  "balas stop",
  "balas berhenti",
  "stop likhe",
  "abmelden",
  "abbestellen",
  "stop antworten",
  "antworte stop",
  "répondez stop",
  "désabonner",
].map(onlyWords);

function onlyWords(text: string): string {
  return plain(text)
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

export interface AmbiguousNo {
  at: Instant;
  /** Category of the message it answers, where that is known. */
  answered: Category | undefined;
  /** The last message of any category sent to that person before it. */
  lastSent: { at: Instant; category: Category | undefined } | undefined;
}

/** An ambiguous word counts as an answer to marketing, or within 72 hours after marketing with nothing sent since. */
export function optOutRule({ at, answered, lastSent }: AmbiguousNo): boolean {
  if (answered) return answered === "marketing";
  return lastSent?.category === "marketing" && at >= lastSent.at && at - lastSent.at <= hours(72);
}

/** NFC, lower case, inner separators as one space, outer punctuation and emoji away. */
function plain(text: string): string {
  return text
    .slice(0, 400)
    .normalize("NFC")
    .toLowerCase()
    .replace(/\p{Cf}|\uFE0E|\uFE0F|\u20E3|\u0640/gu, "")
    .replace(/[\s\p{Pd}_]+/gu, " ")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, "");
}
