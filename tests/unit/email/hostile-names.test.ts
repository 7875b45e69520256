import { expect, test } from "vitest";
import { composeStory } from "@/lib/email/compose";
import { festiveStory, restrictedStory } from "./stories";

function mailNamed(name: string) {
  const { number, campaign, list } = festiveStory();
  return composeStory(
    festiveStory({
      number: { ...number, name },
      campaign: campaign && { ...campaign, name },
      list: list && { ...list, name },
      others: { critical: [name], high: [], watch: 0, unseen: 0, quiet: 0 },
    }),
    "",
  );
}

test("shows markup in a name instead of running it", () => {
  const { html } = mailNamed(`<img src=x onerror="alert(1)"><a href='javascript:1'>`);

  expect(html.match(/<img /g)).toHaveLength(1);
  expect(html).not.toContain('onerror="');
  expect(html).not.toContain("href='javascript");
  expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
});

test("keeps a name with line ends on one header line", () => {
  const { subject, preview } = mailNamed("Kite\r\nBcc: all@example.com\n\nhello\u2028there");

  expect(subject).not.toMatch(/[\r\n\u2028]/);
  expect(subject).toContain("Kite Bcc: all@example.com hello there");
  expect(preview).not.toMatch(/[\r\n]/);
});

test("does not let a name turn the words around it", () => {
  const { subject, text, html } = mailNamed("Kite \u202Eevil\u202C \u2067x");

  for (const part of [subject, text, html]) expect(part).not.toMatch(/[\u202a-\u202e\u2066\u2067]/);
});

test("keeps a name written from right to left to itself", () => {
  const { subject } = mailNamed("متجر عشا");

  expect(subject).toContain("\u2068متجر عشا\u2069 is at high risk");
});

test("cuts a name that fills the subject", () => {
  const { subject } = mailNamed("🙂".repeat(400));

  expect([...subject].length).toBeLessThan(320);
  expect(subject).not.toContain("\ufffd");
});

test("treats WhatsApp's words like names", () => {
  const { html } = composeStory(
    restrictedStory({
      kinds: ["unknown"],
      unknownTypes: ["<b>X</b>"],
      reason: { words: null, code: "<i>" },
    }),
    "",
  );

  expect(html).not.toMatch(/<b>|<i>/);
});
