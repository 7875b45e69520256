import { describe, expect, test } from "vitest";
import { composeMail, composeStory } from "@/lib/email/compose";
import { summaryMail } from "@/lib/email/templates/summary";
import { testMail } from "@/lib/email/templates/test-mail";
import { findEnums } from "@/tests/support/enum-words";
import { now, shorts } from "./short-stories";
import {
  calmStory,
  disableStory,
  festiveStory,
  restrictedStory,
  wordsOf,
  wordsOfHtml,
} from "./stories";

describe("subjects", () => {
  test.each(shorts)("%s", (subject, story) => {
    expect(composeStory(story, "").subject).toBe(subject);
  });

  test("a payment problem says that it is no risk", () => {
    const sending = shorts.find(([, { rule }]) => rule === "sending_stopped");

    expect(sending && composeStory(sending[1], "").text).toContain("the risk is unchanged");
  });
});

const others = {
  high: composeStory(festiveStory(), ""),
  worse: composeStory(festiveStory({ severity: "critical", escalatedFrom: 56 }), "first"),
  calm: composeStory(calmStory(), "first"),
  restricted: composeStory(restrictedStory(), ""),
  disable: composeStory(disableStory(), ""),
  test: composeMail(
    testMail({
      workspace: "Bluebird Agency",
      zone: "Asia/Kolkata",
      now,
      appUrl: "https://b.example",
    }),
  ),
  summary: composeMail(
    summaryMail({
      workspace: "Bluebird Agency",
      zone: "Asia/Kolkata",
      now,
      appUrl: "https://b.example",
      alerts: [
        { id: "1", name: "A", title: "A is at high risk", reason: "Why." },
        { id: "2", name: "B", title: "B is at high risk", reason: "Why." },
      ],
    }),
  ),
};

const all = [
  ...Object.entries(others),
  ...shorts.flatMap(([subject, story]) =>
    (["open", "more", "worse", "end"] as const).map(
      (phase) => [`${phase}: ${subject}`, composeStory({ ...story, phase }, subject)] as const,
    ),
  ),
];

/** ux.md 6.2: what no mail may propose. What warns of it ("do not move …") is allowed. */
const evasions = [
  /(?<!not (?:register|move)[^.]*)\b(?:new|second|spare|replacement|another) (?:number|account|provider)\b/i,
  /spread(?:ing)? .* over .*numbers/i,
  /as utility/i,
  /(?<!do not send the same text )under another name/i,
  /vary(?:ing)? .*text/i,
  /\bprox(?:y|ies)\b/i,
  /buy .*list/i,
  /\bwill (?:be|get) banned\b|% chance/i,
];

describe.each(all)("%s", (_name, mail) => {
  test("says the same words in HTML and in text", () => {
    const links = (words: string) => words.replaceAll(" · ", " ");

    expect(links(wordsOfHtml(mail.html))).toBe(links(wordsOf(mail.text)));
  });

  test("has no holes in its words", () => {
    expect(`${mail.subject} ${mail.preview} ${mail.text}`).not.toMatch(
      /undefined|null|NaN|Infinity|\[object|\{|\}|\.\.$/m,
    );
  });

  test("helps nobody to evade and promises nothing", () => {
    for (const evasion of evasions) expect(mail.text).not.toMatch(evasion);
  });

  test("shows no word of a provider's program", () => {
    expect(findEnums(mail.text.replace(/https?:\S+/g, ""))).toEqual([]);
  });

  test("says in small print what it is", () => {
    expect(mail.text).toContain("Banguard is not part of WhatsApp or Meta.");
  });
});
