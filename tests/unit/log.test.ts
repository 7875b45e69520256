import { DrizzleQueryError } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { log } from "@/lib/log";

test("a fact is one line of JSON with its moment and fields", () => {
  const line = written(() => log.info("flushed", { rows: 3, at: undefined, took: 5n }));

  expect(JSON.parse(line)).toMatchObject({ level: "info", fact: "flushed", rows: 3, took: "5" });
  expect(line.endsWith("}\n")).toBe(true);
});

test("an error shows its message, code, frames and cause", () => {
  const cause = Object.assign(new Error("duplicate key"), {
    code: "23505",
    constraint_name: "alerts_one_open",
  });
  const line = written(() => log.error("flush failed", new Error("no", { cause })));

  expect(JSON.parse(line)).toMatchObject({
    level: "error",
    error: {
      name: "Error",
      message: "no",
      stack: expect.arrayContaining([expect.stringContaining("log.test.ts")]),
      cause: { message: "duplicate key", code: "23505", constraint: "alerts_one_open" },
    },
  });
});

test("a database error shows neither its statement nor its parameters", () => {
  const driver = Object.assign(new Error("duplicate key"), {
    detail: "Key (number)=(+15550100001) already exists.",
    parameters: ["+15550100001"],
  });
  const error = new DrizzleQueryError("insert into people values ($1)", ["private"], driver);
  const line = written(() => log.error("failed", error));

  expect(line).not.toMatch(/private|insert into|15550100001/);
  expect(line).toContain("duplicate key");
});

test.each([
  ["a phone number", "+15550100001"],
  ["a phone number with spaces", "+1 555 010 0001"],
  ["bare digits of a phone number", "refused for 15550100001."],
  ["a message id", "wamid.HBgLMTU1NTAxMDAwMDEVAgARGBI"],
  ["an API key", "bg_abcdefgh123"],
  ["a bearer token", "Bearer abc.def"],
  ["a signing secret", "whsec_c2VjcmV0"],
  ["a password in an address", "postgres://banguard:hunter2@127.0.0.1/x"],
  ["the key of a webhook address", "/api/webhooks/5f3a/8c71aa02"],
  ["a link of a mail", "GET /m/AbCdEfGhIjKlMnOpQrSt-hushhush?done=1"],
  ["the link of an invitation", "http://localhost:3000/invitation/AbCdEfGhIjKlMnOpQ-hushhush"],
  ["the link of a password reset", "/new-password/AbCdEfGhIjKlMnOpQ-hushhush"],
  ["the link that confirms an address", "/sign-up/YUBleGFtcGxlLm9yZw.1763000000000.hushhush"],
  [
    "the address of a Slack channel",
    "https://hooks.slack.com/services/T0000/B0000/AbCdEfGhIjKl-hushhush",
  ],
])("%s never reaches a line in full", (_name, text) => {
  const secret = /15550100001|555 010|HBg|abcdefgh|abc\.def|c2Vj|hunter2|8c71aa02|hushhush/;

  expect(written(() => log.warn("seen", { text, inside: [{ text }] }))).not.toMatch(secret);
});

test("a field whose name says secret is left out whatever it holds", () => {
  const line = written(() =>
    log.info("x", { password: "p-1", apiKey: "k-1", more: { accessToken: "t-1" } }),
  );

  expect(line).not.toMatch(/p-1|k-1|t-1/);
});

test("ids and moments stay readable", () => {
  const id = "0197f0a2-7c3e-7000-8000-123456789012";
  const at = new Date("2026-11-22T10:00:00Z");

  expect(JSON.parse(written(() => log.info("x", { id, since: at })))).toMatchObject({
    id,
    since: "2026-11-22T10:00:00.000Z",
  });
});

test("something that holds itself does not end the process", () => {
  const loop: Record<string, unknown> = {};
  loop["self"] = loop;

  expect(written(() => log.info("x", { loop }))).toContain("[deeper]");
});

function written(act: () => void): string {
  const lines: string[] = [];
  const spy = vi
    .spyOn(process.stdout, "write")
    .mockImplementation((text) => lines.push(String(text)) > 0);
  act();
  spy.mockRestore();
  return lines.join("");
}
