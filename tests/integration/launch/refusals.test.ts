import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { readSecrets } from "@/lib/launch/secrets.mjs";

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

test.each([
  ["PORT", "eighty"],
  ["APP_URL", "banguard.example"],
  ["DATABASE_URL", "mysql://127.0.0.1/banguard"],
  ["WORKER", "on"],
])("a malformed %s stops the start with one line that names it", async (name, value) => {
  const { code, output } = await launch(["start"], { [name]: value });

  expect(code).toBe(1);
  expect(output).toMatch(new RegExp(`^${name} must be [^\n]+\n$`));
});

test.each(["AUTH_SECRET", "ENCRYPTION_KEY"])(
  "in production with the operator's database a missing %s stops the start",
  async (name) => {
    const keys = { AUTH_SECRET: "a".repeat(32), ENCRYPTION_KEY: "b".repeat(32) };
    const production = { NODE_ENV: "production", DATABASE_URL: "postgres://127.0.0.1:1/none" };

    const { code, output } = await launch(["start"], { ...production, ...keys, [name]: "" });

    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^${name} is missing[^\n]+\n$`));
  },
);

test("an unknown command is answered with the known ones", async () => {
  const { code, output } = await launch(["strat"], {});

  expect(code).toBe(1);
  expect(output).toMatch(/^Unknown command strat: one of start, [^\n]+\n$/);
});

test("secrets are made once, kept, and readable by their owner only", async () => {
  const dataDir = await makeFolder();

  const first = readSecrets({}, dataDir);
  const second = readSecrets({}, dataDir);

  const { mode } = await stat(path.join(dataDir, "secrets.json"));
  expect(second).toEqual(first);
  expect(first["AUTH_SECRET"]?.length).toBeGreaterThanOrEqual(32);
  expect(first["AUTH_SECRET"]).not.toBe(first["ENCRYPTION_KEY"]);
  expect(mode & 0o077).toBe(0);
});

test("the operator's own secrets come first and are not written down", async () => {
  const dataDir = await makeFolder();

  const secrets = readSecrets({ AUTH_SECRET: "o".repeat(32) }, dataDir);

  expect(secrets["AUTH_SECRET"]).toBe("o".repeat(32));
  expect(await readFile(path.join(dataDir, "secrets.json"), "utf8")).not.toContain("ooo");
});

test("a damaged file of secrets is not replaced by new ones", async () => {
  const dataDir = await makeFolder();
  await writeFile(path.join(dataDir, "secrets.json"), "{");

  expect(() => readSecrets({}, dataDir)).toThrow(/secrets\.json is damaged/);
});

test("an older Node is told which one is needed", async () => {
  const folder = await makeFolder();
  await cp("lib/launch/start.mjs", path.join(folder, "start.mjs"));
  const pretend = `Object.defineProperty(process, "versions", { value: { node: "18.20.0" } });`;
  await writeFile(path.join(folder, "old.mjs"), pretend);

  const run = promisify(execFile);
  const start = run(process.execPath, ["--import", "./old.mjs", "start.mjs"], { cwd: folder });

  await expect(start).rejects.toMatchObject({
    code: 1,
    stderr: "Banguard needs Node 20.19 or newer; this is 18.20.0.\n",
  });
});

async function launch(
  args: string[],
  variables: Record<string, string>,
): Promise<{ code: number; output: string }> {
  const dataDir = await makeFolder();
  const plain: NodeJS.ProcessEnv = {
    NODE_ENV: "test",
    PATH: process.env["PATH"],
    DATA_DIR: dataDir,
  };
  const env = { ...plain, ...variables };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["lib/launch/start.mjs", ...args],
      { env },
      (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
      },
    );
  });
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "banguard-launch-"));
  folders.push(folder);
  return folder;
}
