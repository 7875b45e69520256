import { expect, test } from "vitest";
import { carriesRisk, codeEntries, describeCode, findCode } from "@/lib/domain/catalogue/codes";
import { readJson } from "./fixtures";

interface Codes {
  meta: string[];
  twilio: string[];
  carriesRisk: number[];
  neverCarriesRisk: number[];
  notVerified: number[];
}
const codes = readJson<Codes>("codes.json");
const listed = [
  ...codes.meta.map((text) => ["meta", text] as const),
  ...codes.twilio.map((text) => ["twilio", text] as const),
];

test("the fact sheet's list is not empty", () => {
  expect(codes.meta.length).toBeGreaterThan(80);
  expect(codes.twilio.length).toBeGreaterThan(35);
});

test.each(listed)("%s code %s has class, words, source and date", (provider, text) => {
  const [from = 0, to = from] = text.split("-").map(Number);
  for (let code = from; code <= to; code += 1) {
    const entry = findCode(code);
    expect(entry?.provider).toBe(provider);
    expect(entry?.title).toMatch(/^[A-Z].{10,}[^.]$/);
    expect(entry?.source).toMatch(/^(Meta|Twilio|library|third party)/);
    expect(entry?.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});

test("the catalogue lists nothing that the fact sheet does not", () => {
  const allowed = new Set(listed.map(([, text]) => text));
  const isListed = (code: number) =>
    listed.some(([, text]) => {
      const [from = 0, to = from] = text.split("-").map(Number);
      return code >= from && code <= to;
    });

  for (const { from, to } of codeEntries) {
    expect(
      allowed.has(from === to ? `${from}` : `${from}-${to}`) || (isListed(from) && isListed(to)),
    ).toBe(true);
  }
});

test("no title and no note shows a provider's enum", () => {
  for (const { title, note } of codeEntries)
    expect(`${title} ${note}`).not.toMatch(/[A-Z]{2,}_[A-Z]/);
});

test("exactly the sheet's risk codes carry risk", () => {
  const risky = codeEntries.filter(({ from }) => carriesRisk(from)).map(({ from }) => from);
  expect(risky.sort((left, right) => left - right)).toEqual(
    codes.carriesRisk.sort((left, right) => left - right),
  );
  expect(codes.neverCarriesRisk.filter(carriesRisk)).toEqual([]);
});

test("what only a library or a third party says is marked as not verified", () => {
  expect(codes.notVerified.map((code) => findCode(code)?.verified)).not.toContain(true);
  expect(findCode(131026)?.verified).toBe(true);
});

test.each([
  [131999, "A code we do not know yet about sending"],
  [132999, "A code we do not know yet about a template"],
  [133999, "A code we do not know yet about registering the number"],
  [63999, "A code we do not know yet about sending through Twilio"],
  [7, "A code we do not know yet"],
])(
  "an unlisted code %i is described by its range and never held against the sender",
  (code, title) => {
    expect(describeCode(code)).toEqual({ cause: "platform", title, isKnown: false });
    expect(carriesRisk(code)).toBe(false);
  },
);

test("a member of a range that has an entry of its own keeps its own", () => {
  expect(describeCode(139000).cause).toBe("policy");
  expect(describeCode(139003).cause).toBe("setup");
});
