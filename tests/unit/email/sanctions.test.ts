import { describe, expect, test } from "vitest";
import { composeStory } from "@/lib/email/compose";
import { disableStory, frame, ist, restrictedStory, wordsOf, wordsOfHtml } from "./stories";

const plain = (text: string) => text.replace(/\s+/g, " ").trim();

const smallPrint =
  "Scores are Banguard's estimate. WhatsApp publishes no thresholds. Banguard is not part of WhatsApp or Meta. You get this because you are a member of Bluebird Agency: change what you get · mute this account 1 day · 7 days.";

/** ux.md 3.2, copied. */
const restrictedWords = `WhatsApp has restricted the account Roast & Co. Friday 30 October, 14:20 IST. It ends Monday 2 November, 14:20 IST, in 3 days.
What does not work: starting chats and sending templates (offers, order updates, codes) from Roast & Co – Deals and Roast & Co – Orders; adding numbers.
What works: answering people who wrote to you in the last 24 hours. Receiving messages.
Why
WhatsApp's notice names no reason. What we saw before it:
28 Oct: Brew Week 2 went to 1,130 people; 3.1 % asked to stop (35 of 1,130; usual 0.6 %).
20 Oct: WhatsApp sent a warning for this account.
16 Oct: first high alert, after Brew Week (3.4 %). It was acknowledged on 16 Oct.
Roast & Co – Orders behaved well (score 3). It is restricted because it shares the account.
What to do
Now: stop scheduled campaigns and automations that send templates. Messages tried now fail.
Now: tell your team and shop that order updates will not arrive on WhatsApp until Monday; use e-mail or SMS for those.
Today: an administrator of your Meta business portfolio opens Business Support Home, reads the reason, and appeals there if it is wrong. Your provider cannot do it for you.
Until Monday: take everyone who said no out of every list.
Monday: start with 200 people, then 500, then 1,000, a day apart. The next step on WhatsApp's ladder is 5 to 30 days, answers included.
Do not move the campaign to another number. It puts that number and your portfolio at risk.
Open the restriction clock
I'm on it
Add the end to my calendar
This one mail covers both numbers. We will write again when it ends.
${smallPrint}`;

describe("account restricted", () => {
  const mail = composeStory(restrictedStory(), "");

  test("says until when and what stops in the subject", () => {
    expect(mail.subject).toBe(
      "WhatsApp restricted Roast & Co until Mon 2 Nov, 14:20: no campaigns on 2 numbers",
    );
    expect(mail.preview).toBe(
      "You can still answer people who wrote to you in the last 24 hours. What to stop, what to do until Monday.",
    );
  });

  test("reads word for word as it was written", () => {
    expect(wordsOf(mail.text)).toBe(plain(restrictedWords));
  });

  test("says the same words in HTML", () => {
    const html = wordsOfHtml(mail.html).replace("it · Add the end", "it Add the end");

    expect(html).toBe(plain(restrictedWords));
  });

  test("gives WhatsApp's reason in words and its code", () => {
    const reason = { words: "selling of alcohol", code: "ALCOHOL" };
    const named = composeStory(restrictedStory({ reason }), "");

    expect(wordsOf(named.text)).toContain(
      "WhatsApp names the reason: selling of alcohol (its code: ALCOHOL). What we saw before it:",
    );
  });

  test("gives the code alone when we have no words for it", () => {
    const reason = { words: null, code: "BIZ_NEW" };
    const named = composeStory(restrictedStory({ reason }), "");

    expect(wordsOf(named.text)).toContain("WhatsApp names the reason: BIZ_NEW.");
  });

  test("promises to look when WhatsApp gives no end", () => {
    const open = composeStory(restrictedStory({ until: null }), "");

    expect(open.subject).toBe("WhatsApp restricted Roast & Co: no campaigns on 2 numbers");
    expect(wordsOf(open.text)).toContain(
      "WhatsApp gave no end. We look every 15 minutes and write when sending works again.",
    );
    expect(open.text).not.toContain("calendar");
    expect(open.text).not.toMatch(/Monday|undefined|null/);
  });

  test("speaks of one number when only one is hit", () => {
    const [deals] = restrictedStory().numbers;
    const one = composeStory(restrictedStory({ numbers: deals ? [deals] : [] }), "");

    expect(one.subject).toBe(
      "WhatsApp restricted Roast & Co until Mon 2 Nov, 14:20: no campaigns on Roast & Co – Deals",
    );
    expect(one.text).not.toContain("This one mail covers");
    expect(one.text).toContain("We will write again when it ends.");
  });

  test("says that not even answers go out", () => {
    const all = composeStory(restrictedStory({ kinds: ["all", "starting", "adding"] }), "");

    expect(all.subject).toContain("no messages on 2 numbers");
    expect(wordsOf(all.text)).toContain(
      "What does not work: sending anything, not even answers, from Roast & Co – Deals and Roast & Co – Orders; adding numbers. What works: receiving messages.",
    );
  });

  test("gives WhatsApp's word where we have none", () => {
    const odd = composeStory(
      restrictedStory({ kinds: ["unknown"], unknownTypes: ["RESTRICTED_NEWLY"] }),
      "",
    );

    expect(wordsOf(odd.text)).toContain(
      "something we do not know yet (WhatsApp's word: RESTRICTED_NEWLY)",
    );
  });

  test("says how to begin again when it ends", () => {
    const lifted = composeStory(
      {
        story: "lifted",
        frame: frame(ist("2026-11-02T14:20"), { target: { kind: "account", id: "w4" } }),
        name: "Roast & Co",
        because: "ended",
        at: ist("2026-11-02T14:20"),
        since: ist("2026-10-30T14:20"),
        numbers: [],
      },
      mail.subject,
    );

    expect(lifted.subject).toBe("Roast & Co can send again: start with 200");
  });
});

/** ux.md 3.3, copied. */
const disableWords = `WhatsApp has scheduled the account Lumen Loans to be disabled on Sunday 29 November 2026. We learned it on Saturday 21 November, 16:05 IST. WhatsApp gives a day, no hour.
After that day Lumen Loans – Notices (+1 555 010 0012) can neither send nor receive.
Why
WhatsApp rejected two templates on 12 November, warned the account on the 14th (its word: SCAM) and moved one template from utility to marketing on the 15th. Score: 25 from behaviour, raised to 95 by WhatsApp's decision.
What to do
Today: an administrator of your Meta business portfolio opens Business Support Home, chooses the WhatsApp account, and asks for a review. Answers usually take 24 to 48 hours. (Providers report a limit of 90 days for appeals.)
Today: stop all marketing on this account, also scheduled sends.
Before the 29th: save what you need from your own tools: contacts with proof of consent, open orders, open conversations.
Before the 29th: tell customers on a channel they agreed to where to reach you.
For the appeal: the number's timeline (warnings, templates, volumes, opt-outs and how fast they were honoured) is ready to print. State only what is true; we fill nothing in for you.
Please do not register a replacement number. It does not remove the cause and puts the rest of your portfolio at risk.
Open the timeline
I'm on it
If nobody acknowledges this within 15 minutes, all administrators of Bluebird Agency get it. We remind you 3 days and 1 day before, and tell you when WhatsApp reinstates or disables the account.
${smallPrint}`;

describe("scheduled disable", () => {
  const mail = composeStory(disableStory(), "");

  test("says the day and the one thing to do in the subject", () => {
    expect(mail.subject).toBe("WhatsApp will disable Lumen Loans on 29 November: appeal today");
    expect(mail.preview).toBe(
      "8 days left. Only an administrator of your Meta business portfolio can ask for a review.",
    );
  });

  test("reads word for word as it was written", () => {
    expect(wordsOf(mail.text)).toBe(plain(disableWords));
  });

  test("says the same words in HTML", () => {
    expect(wordsOfHtml(mail.html)).toBe(plain(disableWords));
  });

  test.each([
    ["three_days_left", "2026-11-26T00:00", "New: 3 days left."],
    ["one_day_left", "2026-11-28T00:00", "New: 1 day left."],
    [
      "date_passed",
      "2026-11-30T00:00",
      "New: the date has passed, check now whether you can still send.",
    ],
    [
      "nobody_acknowledged",
      "2026-11-21T16:20",
      "New: nobody has acknowledged this for 15 minutes, so all administrators get it.",
    ],
  ] as const)("reminds in the same thread: %s", (reminder, now, first) => {
    const story = disableStory({ reminder, frame: frame(ist(now)) });
    const reminding = composeStory(story, mail.subject);

    expect(reminding.subject).toBe(`Re: ${mail.subject}`);
    expect(reminding.text.split("\n")[0]).toBe(first);
  });

  test("does not invent a day", () => {
    const dayless = composeStory(disableStory({ day: null, before: [], score: null }), "");

    expect(dayless.subject).toBe("WhatsApp will disable Lumen Loans: appeal today");
    expect(dayless.text).toContain("WhatsApp gives no day.");
    expect(dayless.text).not.toMatch(/undefined|null|NaN/);
  });
});
