import { existsSync } from "node:fs";
import { migrate, openDatabase } from "./database.mjs";
import { childEnvironment, settle } from "./environment.mjs";
import { fail } from "./fail.mjs";
import { built } from "./paths.mjs";
import { prepare } from "./prepare.mjs";
import { runToEnd, runTool } from "./run.mjs";
import { makeTimes, say } from "./say.mjs";
import { readSecrets } from "./secrets.mjs";

/** Brings the database to head and leaves it as it was found, running or not. */
export async function runMigrations() {
  return withDatabase(async (environment) => {
    await migrate(environment);
    say("The database is up to date.");
    return 0;
  });
}

/** One of lib/cli: with a database when it needs one, beside a running product if there is one. */
export async function runProgram(name, args, { database }) {
  const run = (env) => {
    if (!existsSync(built(`cli/${name}`))) fail(`lib/cli/${name}.ts is not part of this build.`);
    const cwd = process.env.INIT_CWD ?? process.cwd(); // file names are meant from where npm was called
    return runToEnd(process.execPath, ["--enable-source-maps", built(`cli/${name}`), ...args], {
      env,
      cwd,
    });
  };
  if (database) {
    return withDatabase(async (environment) => {
      await migrate(environment);
      return run(environment);
    });
  }
  await prepare(["programs"], makeTimes());
  return run(process.env);
}

async function withDatabase(work) {
  const source = process.env;
  const settled = settle(source);
  await prepare(["programs"], makeTimes());
  const database = await openDatabase(source, settled.dataDir);
  try {
    const secrets = readSecrets(source, settled.dataDir);
    return await work(childEnvironment(source, settled, secrets, database.url));
  } finally {
    await database.stop();
  }
}

/** Format, lint, types, unused code: all of them, so that one run shows everything. */
export async function runChecks() {
  await prepare([], makeTimes());
  const steps = [
    ["format", "oxfmt", ["--check"]],
    ["lint", "oxlint", []],
    ["route types", "next", ["typegen"]],
    ["types", "tsc", ["--noEmit"]],
    ["unused code", "knip", []],
  ];
  const failed = [];
  for (const [name, tool, args] of steps) {
    say(`— ${name}`);
    if ((await runTool(tool, args)) !== 0) failed.push(name);
  }
  say(failed.length === 0 ? "All checks passed." : `Failed: ${failed.join(", ")}.`);
  return failed.length === 0 ? 0 : 1;
}

/** Vitest over all projects; a run of the small ones alone needs no build of the web. */
export async function runTests(args) {
  const chosen = args
    .filter((_, index) => args[index - 1] === "--project")
    .concat(
      args
        .filter((arg) => arg.startsWith("--project="))
        .map((arg) => arg.slice("--project=".length)),
    );
  const small = chosen.length > 0 && chosen.every((name) => ["unit", "integration"].includes(name));
  await prepare(small ? [] : ["programs", "web"], makeTimes());
  return runTool("vitest", ["run", "--config", "tests/vitest.config.ts", ...args], {
    env: { ...process.env, NODE_ENV: "test" },
  });
}
