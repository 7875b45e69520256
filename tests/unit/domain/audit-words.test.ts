import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { auditObjects, auditWords, beginningsOf, deedOf } from "@/lib/domain/audit-words";

const services = path.resolve("lib/services");
const plain = /action:\s*"([a-z_]+)"|action = (?:[^;]*\? )?"([a-z_]+)"(?: : "([a-z_]+)")?/g;

function readServices(): string[] {
  return readdirSync(services, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(path.join(services, file), "utf8"));
}

/** Every action that a service which writes the audit log can write, as far as it stands there in letters. */
function listActions(): string[] {
  const found = readServices()
    .filter((text) => /from "(\.|\.\.|@\/lib\/services)\/(audit|channel-action)"/.test(text))
    .flatMap((text) => [...text.matchAll(plain)].flatMap((match) => match.slice(1)))
    .filter((action) => action !== undefined);
  return [...new Set([...found, ...alertActions])].toSorted();
}
const alertActions = ["acknowledged", "resolved", "muted", "expected"].map(
  (kind) => `alert_${kind}`,
);

test("every action has its words", () => {
  expect(listActions().length).toBeGreaterThan(20);
  expect(listActions().filter((action) => !(action in auditWords))).toEqual([]);
});

test("no words are kept for what nobody does", () => {
  const text = readServices().join("\n");
  const written = (action: string) => alertActions.includes(action) || text.includes(`"${action}"`);

  expect(Object.keys(auditWords).filter((action) => !written(action))).toEqual([]);
});

test("every action begins with the object it is about, so that the page can filter by it", () => {
  const objects = listActions().map((action) => action.split("_")[0] ?? "");
  const known = Object.keys(auditObjects).flatMap(beginningsOf);

  expect(objects.filter((object) => !known.includes(object))).toEqual([]);
});

test.each([
  ["source_created", "Shop", "connected the source Shop"],
  ["alert_acknowledged", null, "is on it"],
  ["brand_new_thing", "x", "brand new thing x"],
])("%s of %s reads: %s", (action, targetName, words) => {
  expect(deedOf({ action, targetName })).toBe(words);
});
