import { expect, test } from "vitest";
import { readHints, topics, type Topic, writeHints } from "@/lib/domain/hint";

const workspace = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

test("what is written is what is read", () => {
  const hints = new Map([
    [workspace(1), new Set<Topic>(["alerts", "numbers"])],
    [workspace(2), new Set<Topic>(["mails"])],
  ]);

  expect(writeHints(hints).flatMap(readHints)).toEqual([
    { workspaceId: workspace(1), changed: ["numbers", "alerts"] },
    { workspaceId: workspace(2), changed: ["mails"] },
  ]);
});

test("however many workspaces changed, each payload fits into one NOTIFY", () => {
  const hints = new Map(
    Array.from({ length: 500 }, (_, n) => [workspace(n), new Set(topics)] as const),
  );

  const payloads = writeHints(hints);

  expect(Math.max(...payloads.map((payload) => payload.length))).toBeLessThan(8_000);
  expect(payloads.flatMap(readHints)).toHaveLength(500);
});

test("nothing is said when nothing changed", () => {
  expect(writeHints(new Map())).toEqual([]);
});

test.each([
  ["a word of a newer process", `${workspace(1)}=alerts+forecasts`, ["alerts"]],
  ["no word at all", `${workspace(1)}=`, []],
])("%s is left out", (_name, payload, changed) => {
  expect(readHints(payload)).toEqual([{ workspaceId: workspace(1), changed }]);
});

test("what is no hint says nothing", () => {
  expect(readHints("echo")).toEqual([]);
});
