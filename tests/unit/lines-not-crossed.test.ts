import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

interface Source {
  file: string;
  text: string;
}

function readAll(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
      .map((file) => path.join(folder, file))
      .map((file) => ({ file, text: readFileSync(file, "utf8") })),
  );
}

/** What a reader could read: texts in quotes and between tags, without comments, imports and class names. */
function wordsOf({ text }: Source): string[] {
  const plain = text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/^import .*$/gm, "")
    .replace(/className=("[^"]*"|\{[^}]*\})/g, "");
  const quoted = [...plain.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  const between = [...plain.matchAll(/>\s*([^<>{}=;()]{12,}?)\s*(?=[<{])/g)].map(
    (match) => match[1] ?? "",
  );
  return [...quoted, ...between]
    .map((words) => words.replace(/\s+/g, " ").trim())
    .filter((words) => words.includes(" "));
}

/** ux.md 6.2, each with a sentence that it must find. */
const evasions: [RegExp, string][] = [
  [
    /\b(use|get|register|add|buy|take|open|try) (a |an |some )?(new|second|spare|replacement|another|different|fresh) (phone )?(number|sim|account|portfolio|provider)s?\b/i,
    "Register a second number and go on.",
  ],
  [
    /\b(move|switch|shift|migrate) (the |this |your )?(campaign|traffic|sending|messages)\b.{0,30}\b(number|account|portfolio|provider)/i,
    "Move the campaign to another number.",
  ],
  [
    /\b(spread|split|distribute|rotate)\b.{0,40}\bnumbers?\b/i,
    "Spread the volume over your numbers.",
  ],
  [
    /\b(file|send|submit|register|mark) .{0,30}\bas (a )?utility\b/i,
    "Submit the offer as utility.",
  ],
  [/\bresubmit\b.{0,40}\bname\b/i, "Resubmit the text under another name."],
  [
    /\b(vary|spin|randomi[sz]e|reword) (the |your )?(text|wording|message)/i,
    "Vary the text a little.",
  ],
  [/\b(use|through|behind) (a |an )?(proxy|proxies|vpn|unofficial)/i, "Use a proxy."],
  [/\b(small talk|fake (answers|replies|chats))\b/i, "Automated small talk helps."],
  [/\bbuy (a |another |fresh )?(list|contacts|numbers)\b/i, "Buy a list."],
  [
    /\b(thin out|dilute)\b|\bsend more good messages\b|\bunder the radar\b|\bstay unnoticed\b/i,
    "Send more good messages.",
  ],
  [
    /\bavoid (detection|being noticed)\b|\bescape (the|a) (restriction|sanction|ban)\b/i,
    "Avoid detection.",
  ],
];
const warning = /\b(do not|don’t|never|nor|no|not|without|instead of|cannot)\b/i;

function findEvasion(words: string): string[] {
  return words
    .split(/(?<=[.;!?])\s+/)
    .filter((sentence) => !warning.test(sentence))
    .filter((sentence) => evasions.some(([evasion]) => evasion.test(sentence)));
}

test.each(evasions)(
  "%s is found in a text that proposes it, not in one that warns",
  (_pattern, bad) => {
    expect(findEvasion(bad)).toHaveLength(1);
    expect(findEvasion(`Do not do this: ${bad.toLowerCase()}`)).toEqual([]);
  },
);

test("no text of pages, mails or the domain proposes to evade", () => {
  const sources = readAll("lib/domain", "lib/email", "app");
  const texts = sources.flatMap((source) =>
    wordsOf(source).map((words) => `${source.file}: ${words}`),
  );

  expect(texts.length).toBeGreaterThan(800);
  expect(texts.flatMap(findEvasion)).toEqual([]);
});

/** Everything that asks another address by `fetch`, and where it goes. */
const outgoing: Record<string, string> = {
  "lib/services/ask-graph.ts": "asks WhatsApp, and takes a subscription away",
  "lib/services/send-test-event.ts": "our own door",
  "lib/services/demo/door.ts": "our own door",
};

test("no code sends on WhatsApp", () => {
  const sources = readAll("lib", "app", "db");
  const sends =
    /["'`/]messages["'`?]|recipient_type|\bsendMessage\b|whatsapp_business_messaging_send/;
  const found = sources.filter(({ text }) =>
    text
      .replace(/^import .*$/gm, "")
      .split("\n")
      .some((line) => sends.test(line) && /fetch|post|graph|url|http/i.test(line)),
  );

  expect(sends.test("fetch(`${graph}/${id}/messages`)")).toBe(true);
  expect(found.map(({ file }) => file)).toEqual([]);
  expect(callersOfMeta(sources)).toEqual([
    "lib/services/demo/graph.ts",
    "lib/services/poll-account.ts",
    "lib/services/unsubscribe-source.ts",
  ]);
});

/** Only these speak to WhatsApp, and only through `askGraph`. */
function callersOfMeta(sources: readonly Source[]): string[] {
  return sources
    .filter(({ file }) => file.startsWith("lib/services/") && file !== "lib/services/ask-graph.ts")
    .filter(({ text }) => /metaGraphUrl|askGraph/.test(text))
    .map(({ file }) => file)
    .toSorted();
}

test("what asks WhatsApp can only read, or end a subscription", () => {
  const asks = readFileSync("lib/services/ask-graph.ts", "utf8");
  const fetching = readAll("lib/services", "lib/providers", "lib/worker", "lib/server")
    .filter(({ text }) => /\bfetch\(/.test(text))
    .map(({ file }) => file);

  expect(fetching.filter((file) => !(file in outgoing))).toEqual([]);
  expect(asks).not.toMatch(/"(POST|PUT|PATCH)"/);
});

test("no page and no address is about one recipient", () => {
  const addresses = readAll("app")
    .map(({ file }) => file)
    .filter((file) => /(page\.tsx|route\.ts)$/.test(file));

  const about = addresses.filter((file) =>
    /recipient|contact|\bperson\b.*\[|opt-?outs?\/\[/i.test(file),
  );
  expect(addresses.length).toBeGreaterThan(50);
  expect(about).toEqual([]);
});

test("no answer of the API carries a recipient’s code", () => {
  const schemas = readAll("lib/wire");
  const carrying = schemas
    .filter(({ text }) =>
      /^\s*(alias|pseudonym|saidNoAt|personId|recipientCode)\??: z\./m.test(text),
    )
    .map(({ file }) => file);

  expect(carrying).toEqual([]);
});
