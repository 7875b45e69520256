import { expect, test } from "vitest";
import { csvLine } from "@/lib/wire/csv";

test.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(A1)",
])("%j is a word in a spreadsheet, not a formula", (cell) => {
  expect(csvLine([cell]).replace(/^"/, "")).toMatch(/^'/);
});

test("a spreadsheet that cuts at semicolons finds no formula behind one", () => {
  expect(csvLine(['Festive;=HYPERLINK("http://x")', "a;b; -c"])).toBe(
    `"Festive;'=HYPERLINK(""http://x"")",a;b; -c\r\n`,
  );
});

test("numbers of ours stay numbers", () => {
  expect(csvLine([-4, "Spring", null])).toBe("-4,Spring,\r\n");
});
