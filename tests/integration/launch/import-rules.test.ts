import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

/** One planted import per arrow that must not exist: where it stands, what it imports. */
const refused: [from: string, to: string][] = [
  ["lib/env.ts", "@/lib/log"],
  ["lib/errors.ts", "@/db/client"],
  ["lib/domain", "@/lib/env"],
  ["lib/domain", "@/lib/wire/number"],
  ["lib/domain", "@/db/schema"],
  ["lib/domain", "node:crypto"],
  ["lib/domain", "zod"],
  ["lib/domain", "drizzle-orm"],
  ["lib/domain", "drizzle-orm/pg-core"],
  ["lib/domain", "next/server"],
  ["lib/domain", "react"],
  ["lib/domain/score", "../event"],
  ["lib/wire", "@/db/schema"],
  ["lib/wire", "@/lib/services/set-up"],
  ["lib/wire", "node:fs"],
  ["lib/simulation", "@/lib/services/set-up"],
  ["lib/simulation", "@/db/client"],
  ["lib/providers", "@/db/client"],
  ["lib/providers/meta", "@/lib/services/set-up"],
  ["lib/providers", "@/lib/env"],
  ["lib/providers", "@/lib/log"],
  ["lib/providers", "next/server"],
  ["lib/providers", "node:fs"],
  ["db/queries", "@/lib/services/set-up"],
  ["db/queries", "@/lib/wire/number"],
  ["db/queries", "@/app/layout"],
  ["db/schema", "@/lib/log"],
  ["db/schema", "../client"],
  ["lib/services", "@/app/layout"],
  ["lib/services", "@/lib/http/handle"],
  ["lib/services", "@/lib/auth/session"],
  ["lib/services", "@/lib/server/context"],
  ["lib/services", "@/lib/worker/main"],
  ["lib/services", "next/headers"],
  ["lib/services", "next-auth"],
  ["lib/email", "@/db/client"],
  ["lib/email", "@/lib/services/set-up"],
  ["lib/http", "@/db/client"],
  ["lib/http", "@/lib/services/set-up"],
  ["lib/http", "next/headers"],
  ["lib/auth", "@/lib/services/set-up"],
  ["lib/auth", "@/lib/http/handle"],
  ["lib/server", "@/app/layout"],
  ["lib/server", "@/lib/worker/main"],
  ["lib/server", "@/lib/cli/import"],
  ["lib/server", "@/lib/email/mailer"],
  ["lib/worker", "@/lib/server/context"],
  ["lib/worker", "@/lib/cli/import"],
  ["lib/worker", "next"],
  ["lib/cli", "@/lib/server/context"],
  ["lib/cli", "@/lib/http/handle"],
  ["lib/launch/x.mjs", "@/lib/env"],
  ["lib/launch/x.mjs", "zod"],
  ["lib/launch/x.mjs", "next"],
  ["lib/launch/x.mjs", "nodemailer"],
  ["lib/launch/x.mjs", "../env"],
  ["app/numbers", "@/db/queries/numbers"],
  ["app/numbers", "@/lib/services/set-up"],
  ["app/numbers", "@/lib/auth/session"],
  ["app/numbers", "@/lib/env"],
  ["app/numbers", "@/lib/server/context"],
  ["app/numbers", "postgres"],
  ["app/numbers", "node:crypto"],
  ["app/numbers", "../layout"],
  ["app/numbers/page.tsx", "@/db/schema"],
  ["app/numbers/page.tsx", "@/lib/worker/main"],
  ["app/numbers/layout.tsx", "@/lib/providers/meta"],
  ["app/api/v1/numbers/route.ts", "@/lib/email/mailer"],
  ["app/api/v1/numbers/route.ts", "drizzle-orm"],
  ["app/api/v1/numbers/route.ts", "../route"],
];

/** Its counterpart: a rule that refuses everything would pass the list above. */
const accepted: [from: string, to: string][] = [
  ["lib/domain/score", "@/lib/domain/event"],
  ["lib/domain", "./event"],
  ["lib/wire", "zod"],
  ["lib/providers/meta", "node:crypto"],
  ["lib/providers/meta", "@/lib/providers/provider"],
  ["db/queries", "@/db/schema"],
  ["db/queries", "drizzle-orm"],
  ["lib/services", "@/db/queries/numbers"],
  ["lib/services", "@/lib/providers"],
  ["lib/email", "nodemailer"],
  ["lib/auth", "next-auth"],
  ["lib/http", "next/navigation"],
  ["lib/server", "next"],
  ["lib/server", "@/lib/services/set-up"],
  ["lib/worker", "@/lib/services/score-number"],
  ["lib/cli", "@/lib/worker/main"],
  ["lib/launch/x.mjs", "node:fs"],
  ["lib/launch/x.mjs", "./paths.mjs"],
  ["app/numbers", "@/lib/wire/number"],
  ["app/numbers", "next-auth/react"],
  ["app/numbers", "react"],
  ["app/numbers/page.tsx", "@/lib/services/set-up"],
  ["app/numbers/page.tsx", "@/lib/server/context"],
  ["app/api/v1/numbers/route.ts", "@/db/queries/numbers"],
];

const faults: [name: string, file: string, text: string, rule: string][] = [
  [
    "process.env outside lib/env.ts",
    "lib/services/f1.ts",
    "export const x = process.env;",
    "no-process-env",
  ],
  ["console", "lib/services/f2.ts", 'console.log("x"); export {};', "no-console"],
  ["any", "lib/services/f3.ts", "export const x = (y: any) => String(y);", "no-explicit-any"],
  [
    "a non-null assertion",
    "lib/services/f4.ts",
    "export const x = (y?: string) => y!.length;",
    "no-non-null-assertion",
  ],
  [
    "a forgotten await",
    "lib/services/f5.ts",
    "const f = async () => 1;\nexport function g() { f(); }",
    "no-floating-promises",
  ],
  [
    "a forgotten await of a query",
    "lib/services/f6.ts",
    "declare const query: { then(done: (rows: number[]) => void, failed: (error: unknown) => void): void };\nexport function g() { query; }",
    "no-floating-promises",
  ],
  [
    "a switch that forgets a case",
    "lib/services/f7.ts",
    'export function g(x: "a" | "b") { switch (x) { case "a": return 1; } return 2; }',
    "switch-exhaustiveness-check",
  ],
  ["a file name that is no kebab-case", "lib/services/badName.ts", "export {};", "filename-case"],
  ["a long file", "lib/services/f8.ts", `${"export {};\n".repeat(251)}`, "max-lines"],
];

const folder = { path: "" };
const found: { file: string; rule: string }[] = [];

beforeAll(async () => {
  folder.path = await mkdtemp(path.join(tmpdir(), "banguard-lint-"));
  await cp(".oxlintrc.json", path.join(folder.path, ".oxlintrc.json"));
  await cp("tsconfig.json", path.join(folder.path, "tsconfig.json"));
  await symlink(path.resolve("node_modules"), path.join(folder.path, "node_modules"));
  for (const [index, [from, to]] of [...refused, ...accepted].entries()) {
    await plant(fileFor(from, index), `import * as x from "${to}";\nexport const y = x;\n`);
  }
  for (const [, file, text] of faults) await plant(file, text);
  found.push(...(await lint()));
});

afterAll(() => rm(folder.path, { recursive: true, force: true }));

test.each(refused.map(([from, to], index) => [from, to, index] as const))(
  "%s may not import %s",
  (from, _to, index) => {
    expect(rulesFor(fileFor(from, index))).toContain("no-restricted-imports");
  },
);

test.each(accepted.map(([from, to], index) => [from, to, refused.length + index] as const))(
  "%s may import %s",
  (from, _to, index) => {
    expect(rulesFor(fileFor(from, index))).not.toContain("no-restricted-imports");
  },
);

test.each(faults)("%s is refused", (_name, file, _text, rule) => {
  expect(rulesFor(file)).toContain(rule);
});

test("two files that import each other are refused", async () => {
  await plant(
    "lib/services/one.ts",
    'import { two } from "./two";\nexport const one = () => two;\n',
  );
  await plant(
    "lib/services/two.ts",
    'import { one } from "./one";\nexport const two = () => one;\n',
  );

  const complaints = await lint();

  expect(complaints).toContainEqual({ file: "lib/services/one.ts", rule: "no-cycle" });
});

/** Files that Next names keep their name, in a folder of their own; the others get one of their own. */
function fileFor(from: string, index: number): string {
  const name = path.basename(from);
  if (!name.includes(".")) return `${from}/case-${index}.ts`;
  if (/^lib\/\w+\.ts$/.test(from)) return `lib/case-${index}.ts`;
  if (name === "x.mjs") return `${path.dirname(from)}/case-${index}.mjs`;
  return `${path.dirname(from)}/case-${index}/${name}`;
}

async function plant(file: string, text: string): Promise<void> {
  const target = path.join(folder.path, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}

function rulesFor(file: string): string[] {
  return found.filter((complaint) => complaint.file === file).map(({ rule }) => rule);
}

async function lint(): Promise<{ file: string; rule: string }[]> {
  const run = promisify(execFile);
  const args = ["--format", "json"];
  const oxlint = path.resolve("node_modules/.bin/oxlint");
  const output = await run(oxlint, args, { cwd: folder.path, maxBuffer: 50_000_000 }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: { filename: string; code: string }[];
  };
  return diagnostics.map(({ filename, code }) => ({
    file: path.relative(folder.path, path.resolve(folder.path, filename)),
    rule: code.replace(/^.*\((.*)\)$/, "$1"),
  }));
}
