/* oxlint-disable no-console -- the console is what is tested */
import { afterEach, expect, test, vi } from "vitest";
import { sendConsoleToLog } from "@/lib/server/console-to-log";

const kept = { ...console };
afterEach(() => {
  Object.assign(console, kept);
  vi.restoreAllMocks();
});

test("what the framework prints is one line, without statements, parameters and secrets", () => {
  const lines: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  sendConsoleToLog();

  console.error("⨯", new Error("Failed query: select 1\nparams: +15550100001"));
  console.error(new Error('Headers.set: "\r\n{"level":"info","fact":"forged"}" is invalid'));
  console.warn("Bearer bg_0123456789abcdef");

  expect(lines).toHaveLength(3);
  expect(lines.map((line) => line.trimEnd().split(/[\r\n]/).length)).toEqual([1, 1, 1]);
  expect(lines.join("")).not.toMatch(/select|15550100001|0123456789abcdef/);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "error" });
});
