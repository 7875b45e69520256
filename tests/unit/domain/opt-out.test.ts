import { expect, test } from "vitest";
import { isStopButton, tellsHowToStop, matchOptOut, optOutRule } from "@/lib/domain/opt-out";
import { hours } from "@/lib/domain/time";

test.each([
  ["English", ["stop", "stop all", "unsubscribe", "opt out", "remove me", "no more messages"]],
  ["Spanish", ["darme de baja", "dar de baja", "no más mensajes", "no enviar más"]],
  ["Portuguese", ["descadastrar", "não quero receber"]],
  ["Indonesian", ["berhenti", "batal langganan", "jangan kirim lagi"]],
  ["Hindi", ["band karo", "mat bhejo", "बंद करो", "संदेश मत भेजो"]],
  ["Arabic", ["إلغاء الاشتراك", "لا ترسل"]],
  ["German", ["abmelden", "abbestellen"]],
  ["French", ["désabonner", "désinscrire"]],
])("%s people can say no", (_language, said) => {
  expect(said.map(matchOptOut)).toEqual(said.map(() => "opt_out"));
});

test.each([
  ["shouted", "STOP"],
  ["with an end mark", "Stop."],
  ["with anger", "!!! STOP !!!"],
  ["with emoji before and after", "🙏🏽 stop 😡❤️"],
  ["in quotes", "“stop”"],
  ["with a hyphen", "Opt-out"],
  ["with spaces and a line break", "  stop \n all "],
  ["with a decomposed accent", "de\u0301sabonner"],
  ["in capitals with an accent", "DÉSINSCRIRE"],
  ["with a direction mark", "\u200Fلا ترسل\u200F"],
  ["with a variation selector", "stop\uFE0F"],
  ["in Devanagari with a danda", "बंद करो।"],
])("a stop is a stop %s", (_how, said) => {
  expect(matchOptOut(said)).toBe("opt_out");
});

test.each([
  "cancel",
  "END",
  "quit",
  "No.",
  "baja",
  "cancelar",
  "parar",
  "sair",
  "batal",
  "إلغاء",
  "arrêter",
])("%s is ambiguous", (said) => {
  expect(matchOptOut(said)).toBe("ambiguous");
});

test.each([
  "please stop by at five",
  "non stop",
  "don't stop",
  "I want to unsubscribe from this now",
  "cancel my order",
  "no thanks",
  "stopp",
  "the end",
  "no enviar más tarde",
  "",
  "🙂",
  "?",
])("%j is a conversation", (said) => {
  expect(matchOptOut(said)).toBeUndefined();
});

test.each([
  ["Stop promotions", true],
  ["STOP", true],
  ["Unsubscribe", true],
  ["Opt out of offers", true],
  ["Darme de baja", true],
  ["Berhenti", true],
  ["Stop by our shop", false],
  ["Cancel", false],
  ["Shop now", false],
  ["Don't stop", false],
  ["Stop worrying and start saving now", false],
])("a button named %j is a stop: %s", (name, expected) => {
  expect(isStopButton(name)).toBe(expected);
});

const at = Date.UTC(2026, 10, 22, 12);

test.each([
  ["counts as an answer to marketing", "marketing", undefined, true],
  [
    "is an order as an answer to an order message",
    "utility",
    { at: at - hours(1), category: "marketing" },
    false,
  ],
  [
    "counts within 72 hours after marketing",
    undefined,
    { at: at - hours(72), category: "marketing" },
    true,
  ],
  ["does not count later", undefined, { at: at - hours(73), category: "marketing" }, false],
  [
    "does not count when something else was sent since",
    undefined,
    { at: at - hours(1), category: "utility" },
    false,
  ],
  [
    "does not count when the category is unknown",
    undefined,
    { at: at - hours(1), category: undefined },
    false,
  ],
  ["does not count when nothing was sent", undefined, undefined, false],
] as const)("an ambiguous word %s", (_name, answered, lastSent, counts) => {
  expect(optOutRule({ at, answered, lastSent })).toBe(counts);
});

test.each([
  ["Reply STOP to end offers", true],
  ["Offers every week. To unsubscribe, tap below.", true],
  ["Responde STOP para no recibir más ofertas", true],
  ["Non-stop sale until Sunday", false],
  ["Stop by our shop", false],
  ["", false],
])("a template that says %j tells how to stop: %s", (text, tells) => {
  expect(tellsHowToStop(text)).toBe(tells);
});
