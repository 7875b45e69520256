import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adviceOf, reasonOf, renderText, restrictionWords, whyOf } from "@/lib/domain/advice";
import { adviceTexts } from "@/lib/domain/catalogue/advice-texts";
import {
  familyNames,
  lineNames,
  restrictionMeanings,
  sendingNames,
  signalNames,
} from "@/lib/domain/catalogue/names";
import { shortTexts, whyTexts } from "@/lib/domain/catalogue/why-texts";
import { factorNames, floorNames } from "@/lib/domain/score/line";

const zone = "Asia/Kolkata";

test("the advice of ux.md 2.7 reads as written", () => {
  const text = (key: string, params: Record<string, string | number | null>) =>
    adviceOf({ key, params }, zone).text;

  expect(text("stop_campaign", { campaign: "Festive-2" })).toBe(
    "If Festive-2 is still running, stop it now in the tool that sends it. Banguard cannot stop it for you.",
  );
  expect(text("rest_marketing", { date: "2026-11-27" })).toBe(
    "Send no marketing from this number until Fri 27 Nov. Answers and order messages may go on.",
  );
  expect(text("drop_list", { list: "festive-fair.csv", harmShare: 0.83, volumeShare: 0.6 })).toBe(
    "Do not use festive-fair.csv again until you can show where and when its people agreed. 83 % of the harm came from it, 60 % of the messages.",
  );
  expect(
    text("fix_template", { template: "diwali_offer_v2", reason: "ABUSIVE_CONTENT" }),
  ).toContain("WhatsApp rejected diwali_offer_v2: abusive content. Rewrite it");
});

test("what is not known is left out or said in general", () => {
  expect(adviceOf({ key: "drop_list", params: {} }, zone).text).toBe(
    "Do not use the list you used last again until you can show where and when its people agreed.",
  );
  expect(adviceOf({ key: "wait_restriction", params: { end: null } }, zone).text).toMatch(
    /^Sending returns when WhatsApp lifts the restriction\. Use the time: take everyone who said no out of every list\. /,
  );
});

test("moments, shares and counts are written for people, in the workspace's zone", () => {
  const at = Date.parse("2026-11-22T16:40:00Z");

  expect(
    renderText(
      "{at|moment}, {share|percent}, {k|count}, {low|low}–{high|high}",
      { at, share: 0.0276, k: 4_742, low: 0.02293, high: 0.03056 },
      zone,
    ),
  ).toBe("Sun 22 Nov 22:10, 2.8 %, 4,742, 2.2–3.1 %");
  expect(whyOf({ key: "floor:rating_yellow", params: { seenAt: at } }, zone)).toBe(
    "rating yellow, seen Sun 22 Nov 22:10: at least 40",
  );
  expect(
    reasonOf({ key: "short:floor:disable_scheduled", params: { day: "2026-11-29" } }, zone),
  ).toBe("Disable scheduled for 29 Nov");
  expect(
    reasonOf(
      {
        key: "short:past_restriction.account",
        params: { since: Date.parse("2026-10-30T08:50:00Z") },
      },
      zone,
    ),
  ).toBe("Account was restricted in Oct");
});

test("a restriction is told by its meaning; WhatsApp's word stands only where we have none", () => {
  expect(restrictionWords("starting", "RESTRICTED_BIZ_INITIATED_MESSAGING")).toBe(
    "cannot start chats or send templates; can answer people who wrote in the last 24 hours",
  );
  expect(restrictionWords("unknown", "RESTRICTED_NEW_THING")).toBe(
    "restricted in a way we do not know yet (WhatsApp's word: RESTRICTED_NEW_THING)",
  );
});

test("every advice says when it was written down and from where", () => {
  for (const { source, date } of Object.values(adviceTexts)) {
    expect(source.length).toBeGreaterThan(3);
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});

const folder = join(process.cwd(), "lib/domain/score");
const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));

test("every key that the score can say has its words", () => {
  const keys = sources.flatMap((source) =>
    [...source.matchAll(/words\(\s*"([^"]+)"/g)].map(([, key = ""]) => key),
  );
  const named = [...floorNames.map((name) => `floor:${name}`), ...factorNames];
  const known = new Set([
    ...Object.keys(adviceTexts),
    ...Object.keys(whyTexts),
    ...Object.keys(shortTexts),
  ]);

  expect(keys.length).toBeGreaterThan(40);
  expect([...keys, ...named].filter((key) => !known.has(key))).toEqual([]);
  expect(named.filter((key) => !Object.hasOwn(shortTexts, `short:${key}`))).toEqual([]);
});

const texts = [
  ...Object.values(adviceTexts).flatMap(({ text, doneWhen }) => [text, doneWhen ?? ""]),
  ...Object.values(whyTexts),
  ...Object.values(shortTexts),
  ...[familyNames, lineNames, restrictionMeanings, sendingNames, signalNames].flatMap((names) =>
    Object.values<string>(names),
  ),
];

/** ux.md 6.2: what no advice may propose. A sentence that forbids it may name it. */
const evasions = [
  /\b(new|second|spare|another|other|replacement|fresh|different) (phone )?(number|sim|account|portfolio|provider|waba)s?\b/i,
  /\b(move|switch|shift|migrate|transfer)\b.*\b(campaign|number|account|portfolio|provider)/i,
  /\b(spread|split|distribute|rotate)\b/i,
  /\bas (a )?utility\b/i,
  /\b(under|with) (an)?other name\b/i,
  /\b(vary|variation|spin|synonym|randomi[sz]e)/i,
  /\b(prox(y|ies)|vpn|unofficial|emulator)\b/i,
  /\b(small talk|fake|simulate|warm[- ]?up)\b/i,
  /\bbuy (a )?(list|number|contact)/i,
  /\b(dilute|thin out|lower the rate|good messages|under the (threshold|limit|radar))\b/i,
];

function proposals(text: string): string[] {
  const sentences = text.split(/(?<=[.;])\s+/);
  return sentences.filter(
    (sentence) =>
      !/^(do not|please do not|never)\b/i.test(sentence) &&
      evasions.some((evasion) => evasion.test(sentence)),
  );
}

test("no advice helps to evade", () => {
  expect(proposals("Register a new number and spread the campaign.")).toHaveLength(1);
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.flatMap(proposals)).toEqual([]);
});

test("no provider's enum stands in a text", () => {
  const enums = (text: string) =>
    text.match(/\b[A-Z]{2,}_[A-Z0-9_]+\b|\b(BIZ|WABA|TIER|FLAGGED)\b/g) ?? [];

  expect(enums("RESTRICTED_UTILITY_TEMPLATES")).toHaveLength(1);
  expect(texts.flatMap(enums)).toEqual([]);
});

test("no text promises protection or predicts a chance", () => {
  expect(
    texts.filter((text) => /\b(guarantee|prevent|protect|chance of|probability)\b/i.test(text)),
  ).toEqual([]);
});
