import { describe, expect, test } from "vitest";
import { composeStory } from "@/lib/email/compose";
import { calmStory, festiveStory, frame, ist, number, wordsOf, wordsOfHtml } from "./stories";

const smallPrint =
  "Scores are Banguard's estimate. WhatsApp publishes no thresholds. Banguard is not part of WhatsApp or Meta. You get this because you are a member of Bluebird Agency: change what you get · mute this number 1 day · 7 days.";

/** ux.md 3.1, copied. */
const festiveWords = `Kite Fashion – Offers (+1 555 010 0003) went from 4, low to 56, high in 94 minutes. Sunday 22 November, 11:36 IST.
[Score near 4 all week, 56 now; Festive-2 began 10:02 today.]
Why
98 of the 4,310 people who received Festive-2 since 10:02 asked you to stop. That is 2.3 %; your usual is 0.5 %. We start to worry at 0.5 % and count it in full at 2 % (our estimate).
points
People who asked to stop: 98 of 4,310 today 40
4.5 times your usual 13
First-time contacts: 6 in 10 2
Numbers not on WhatsApp: 5.7 % of attempts 1
Score 56
Sure? 4,310 messages are a large sample; the true rate is very likely between 1.8 % and 2.6 %. We cannot see blocks or reports on this number; WhatsApp tells nobody.
What to do
Now: if Festive-2 is still running, stop it in the tool that sends it. Banguard cannot stop it for you.
Today: 81 of the 98 came from the list festive-fair.csv, first written to today. Do not use it again before you know when and where its people agreed.
Until Friday 27 November: no marketing from this number. Answers and order messages may go on. If nothing else goes wrong, the score is under 45 again on Friday.
Open the number
I'm on it
This was expected
Your other numbers right now: 1 critical (Lumen Loans – Notices), 3 on watch, 1 we cannot see, the rest quiet. WhatsApp's rating of this number: green, seen 11:32.
${smallPrint}`;

const plain = (text: string) => text.replace(/\s+/g, " ").trim();

describe("number turned high after a campaign", () => {
  const mail = composeStory(festiveStory(), "");

  test("says who, what and why in the subject", () => {
    expect(mail.subject).toBe(
      "Kite Fashion – Offers is at high risk: 2.3 % opted out of Festive-2",
    );
  });

  test("says the figure and the first step beside the subject", () => {
    expect(mail.preview).toBe(
      "98 of 4,310 people said stop, 4.5 times your usual. If the campaign is still running, stop it now.",
    );
  });

  test("reads word for word as it was written", () => {
    expect(wordsOf(mail.text)).toBe(plain(festiveWords));
  });

  test("says the same words in HTML", () => {
    const html = wordsOfHtml(mail.html).replace("I'm on it · This was", "I'm on it This was");

    expect(html).toBe(plain(festiveWords));
  });

  test("leads to the number, the alert and the settings", () => {
    const links = [...mail.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

    expect(links).toEqual([
      "https://banguard.example/numbers/n3",
      "https://banguard.example/alerts/a1#on-it",
      "https://banguard.example/alerts/a1#expected",
      "https://banguard.example/settings/you",
      "https://banguard.example/alerts/a1#mute-1",
      "https://banguard.example/alerts/a1#mute-7",
    ]);
  });

  test("loads nothing from anywhere", () => {
    expect(mail.html.match(/src="[^"]*"/g)).toEqual(['src="cid:chart@banguard"']);
    expect(mail.html).not.toMatch(/url\(|@import|<link|<script/);
  });
});

describe("variants", () => {
  test("names this morning's campaign when nobody named it", () => {
    const { campaign } = festiveStory();
    const story = festiveStory({ campaign: campaign && { ...campaign, name: null }, list: null });
    const mail = composeStory(story, "");

    expect(mail.subject).toBe(
      "Kite Fashion – Offers is at high risk: 2.3 % opted out of this morning's campaign",
    );
    expect(wordsOf(mail.text)).toContain(
      "98 of the 4,310 people who received the campaign that began at 10:02 (4,600 messages so far; name it) asked you to stop.",
    );
  });

  test("asks for the newcomers when no list is known and most who stopped are among them", () => {
    const mail = composeStory(festiveStory({ list: null, newcomersShare: 2 / 3 }), "");

    expect(wordsOf(mail.text)).toContain(
      "Today: find the people who got their first message from you today; most who stopped are among them.",
    );
  });

  test("does not blame newcomers below two thirds", () => {
    const mail = composeStory(festiveStory({ list: null, newcomersShare: 0.66 }), "");

    expect(mail.text).not.toContain("most who stopped");
  });

  test("does not invent a calm score before it", () => {
    const mail = composeStory(festiveStory({ before: null, chart: null }), "");

    expect(wordsOf(mail.text)).toMatch(
      /^Kite Fashion – Offers \(\+1 555 010 0003\) is at 56, high\. Sunday 22 November, 11:36 IST\. Why/,
    );
    expect(mail.picture).toBeUndefined();
  });

  test("tells a number that is alone nothing about others", () => {
    const others = { critical: [], high: [], watch: 0, unseen: 0, quiet: 0 };
    const mail = composeStory(festiveStory({ others, rating: null }), "");

    expect(mail.text).not.toContain("other numbers");
  });

  test("leads with the biggest line when nobody asked to stop", () => {
    const lines = festiveStory()
      .lines.filter(({ factor }) => factor === "unreachable_rate")
      .map((line) => ({ ...line, points: 25, threshold: 0.05, full: 0.15, value: 0.122 }));
    const mail = composeStory(festiveStory({ lines }), "");

    expect(mail.subject).toBe(
      "Kite Fashion – Offers is at high risk: 12 % of its messages went to numbers not on WhatsApp",
    );
    expect(mail.text).toContain("We start to worry at 5 % and count it in full at 15 %");
  });

  test("writes of critical risk when it is critical", () => {
    const mail = composeStory(festiveStory({ severity: "critical" }), "");

    expect(mail.subject).toMatch(/is at critical risk: /);
  });
});

describe("later in the same thread", () => {
  const first = "Kite Fashion – Offers is at high risk: 2.3 % opted out of Festive-2";

  test("says first what is new", () => {
    const mail = composeStory(
      {
        story: "number_news",
        frame: frame(ist("2026-11-22T22:12")),
        number: number("Kite Fashion – Offers", 3),
        now: { score: 64, band: "high" },
        rating: { from: "green", to: "yellow", at: ist("2026-11-22T22:10") },
      },
      first,
    );

    expect(mail.subject).toBe(`Re: ${first}`);
    expect(mail.preview).toBe(
      "New: WhatsApp's rating went from green to yellow at 22:10. Score 64.",
    );
    expect(mail.text).toMatch(/^New: WhatsApp's rating went from green to yellow/);
    expect(mail.html).toContain("<strong>New: WhatsApp&#39;s rating went from green to yellow");
  });

  test("tells the whole story again when it gets worse", () => {
    const now = { score: 78, band: "critical" } as const;
    const mail = composeStory(
      festiveStory({ severity: "critical", now, escalatedFrom: 56 }),
      first,
    );

    expect(mail.subject).toBe(`Re: ${first}`);
    expect(mail.text).toMatch(/^New: the score went from 56 to 78, critical\.\n/);
    expect(mail.text).toContain("98 of the 4,310 people who received Festive-2");
  });

  test("says that it is over, what changed and what stays", () => {
    const mail = composeStory(calmStory(), first);

    expect(mail.subject).toBe(`Re: ${first}`);
    expect(mail.preview).toBe("Back to 40 after 5 days.");
    expect(wordsOf(mail.text)).toContain(
      "Resolved. Kite Fashion – Offers is back at 40, watch, since Friday 27 November 00:31 IST. It was high for 4 days 13 hours. What changed: no marketing since Sunday 11:52; the list festive-fair.csv is unused. What stays: WhatsApp's rating is yellow, which keeps the score at 40 or more. Start again with 200 people.",
    );
  });
});
