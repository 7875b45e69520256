import { describe, expect, test } from "vitest";
import { duePeriod } from "@/lib/domain/digest/period";
import { composeMail } from "@/lib/email/compose";
import { digestMail } from "@/lib/email/templates/digest";
import { digestNow, digestStory, quietRows } from "./digest-story";
import { wordsOf, wordsOfHtml } from "./stories";

const mail = composeMail(digestMail(digestStory()));
/** Addresses stand behind their words in plain text. */
const plain = (text: string) => wordsOf(text).replaceAll(/ \(https?:\/\/[^)]+\)/g, "");

describe("the weekly digest, word for word (ux.md 3.4)", () => {
  test("subject and preview", () => {
    expect(mail.subject).toBe("Your WhatsApp numbers, 16–22 Nov: 3 of 12 need you");
    expect(mail.preview).toBe(
      "Lumen Loans ends on 29 Nov, Kite Fashion – Offers is high, Helio Solar – Service cannot send.",
    );
  });

  test.each([
    "3 of 12 numbers need you. Monday 23 November, 09:00 IST · last week, Monday to Sunday",
    "Need you ■ 95 critical · Lumen Loans – Notices · disabled on 29 November unless WhatsApp reinstates it. Appeal filed? Note it in the timeline.",
    "▲ 64 high (4 last Monday) · Kite Fashion – Offers · 2.8 % opted out of Festive-2. No marketing before Friday; drop festive-fair.csv.",
    "✕ cannot send, no ban risk · Helio Solar – Service · payment refused at Meta since today 07:12. Mend the payment method in Meta's billing.",
    "On watch 44 (19) · Helio Solar – Leads · 12 % of expo-2024.csv is not on WhatsApp, and 1.0 % blocked you (reported by your own system). Stop using the list.",
    "35 (12) · Nomad Travel – Trips · 37 offers went to people who had said no. Switch off the night sync first.",
    "30 (41) ↓ · Roast & Co – Deals · recovering since the restriction ended on 2 Nov.",
    "We cannot judge Verde Grocers – Alerts · nothing accepted since Thu 21:14: the app secret was changed. Paste the new one.",
    "Nomad Travel – Launch · too new to judge: 63 of 200 messages.",
    "Quiet (4): Asha Beauty – Offers 11, Pico Pets – Offers 10, Roast & Co – Orders 8, Asha Beauty – Care 0.",
    "This week, in this order: 1. appeal for Lumen Loans · 2. mend the payment at Helio Solar · 3. let Kite Fashion – Offers rest · 4. end the night sync at Nomad Travel.",
    "Last week in numbers: 61,240 marketing messages delivered · 0.7 % asked to stop (0.5 % the week before) · 3 alerts, 2 acknowledged within 20 minutes.",
    "What we could see: blocks and reports on 1 number of 12 (WhatsApp tells nobody), WhatsApp's rating on 10, nothing from Verde Grocers since Thursday.",
    "Open all numbers",
  ])("%s", (words) => {
    expect(plain(mail.text)).toContain(words);
  });

  test("offers the other frequencies", () => {
    const { blocks } = digestMail(digestStory());

    expect(blocks.find(({ block }) => block === "links")).toMatchObject({
      links: [{ text: "Weekly" }, { text: "daily" }, { text: "never" }],
    });
  });

  test("says the same words in HTML and in text", () => {
    const joined = (words: string) => words.replaceAll(" · ", " ");

    expect(joined(wordsOfHtml(mail.html))).toBe(joined(wordsOf(mail.text)));
  });
});

test("a quiet week takes four lines", () => {
  const story = digestStory({
    rows: quietRows,
    sight: { blocksOn: 0, ratingOn: 4, silent: [] },
  });

  const { subject, blocks } = digestMail(story);

  expect(subject).toBe("Your WhatsApp numbers, 16–22 Nov: all quiet");
  expect(blocks.filter(({ block }) => block === "paragraph")).toHaveLength(4);
});

test("a week without sending says that there is nothing to judge", () => {
  const story = digestStory({
    rows: quietRows,
    figures: null,
    sight: { blocksOn: 0, ratingOn: 4, silent: [] },
  });

  const silent = composeMail(digestMail(story));

  expect(silent.subject).toBe("Your WhatsApp numbers, 16–22 Nov: nothing sent");
  expect(plain(silent.text)).toContain("You sent nothing last week, so there is nothing to judge.");
  expect(plain(silent.text).match(/You sent nothing/g)).toHaveLength(1);
});

test("a daily digest looks back on one day", () => {
  const period = duePeriod("daily", "Asia/Kolkata", digestNow);

  const daily = composeMail(digestMail(digestStory({ ...(period && { period }) })));

  expect(daily.subject).toBe("Your WhatsApp numbers, Sun 22 Nov: 3 of 12 need you");
  expect(plain(daily.text)).toContain(
    "3 of 12 numbers need you. Monday 23 November, 09:00 IST · yesterday",
  );
  expect(plain(daily.text)).toContain("▲ 64 high (4 yesterday)");
  expect(plain(daily.text)).toContain("Today, in this order: 1. appeal for Lumen Loans");
  expect(plain(daily.text)).toContain("(0.5 % the day before)");
});

test("a week over the end of a month names both", () => {
  const monday = Date.parse("2026-10-05T09:00:00+05:30");
  const period = duePeriod("weekly", "Asia/Kolkata", monday);

  const { subject } = digestMail(digestStory({ now: monday, ...(period && { period }) }));

  expect(subject).toContain("28 Sep – 4 Oct");
});

test("a hundred numbers stay one readable mail", () => {
  const many = Array.from({ length: 100 }, (_, at) => ({ ...quietRows[0], id: `n${at}` }));

  const { blocks } = digestMail(digestStory({ rows: many as typeof quietRows }));

  expect(JSON.stringify(blocks)).toContain("and 70 more");
});

test("a hostile name ends in no header, turns no words around and stays short", () => {
  const hostile = `Sale\r\nBcc: eve@evil.example\u202e<b>${"x".repeat(256)}`;
  const [first, ...rest] = digestStory().rows;
  const rows = [
    { ...first, name: hostile, account: hostile },
    ...rest.map((row) => ({
      ...row,
      name: hostile,
      account: hostile,
      says: { of: "reason" as const, text: `Opt-outs after ${hostile}` },
      todo: { do: "other" as const, text: hostile },
    })),
  ] as typeof rest;

  const { subject, preview, text, html } = composeMail(
    digestMail(digestStory({ rows, workspace: hostile })),
  );

  expect(subject + preview).not.toMatch(/[\r\n\u202e]/);
  expect(text).not.toMatch(/\u202e|^Bcc:/m);
  expect(html).not.toContain("<b>");
});
