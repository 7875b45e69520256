import { build } from "./build.mjs";
import { StartFailure } from "./fail.mjs";
import { installPackages } from "./install.mjs";
import { runProduct } from "./product.mjs";
import { say, survivePipes } from "./say.mjs";
import { runChecks, runMigrations, runProgram, runTests } from "./tools.mjs";

const everything = ["programs", "web"];
const withWorker = (roles) => (settled) =>
  settled.worker === "off" ? roles : [...roles, "worker"];

const commands = {
  start: () => runProduct({ roles: withWorker(["web"]), builds: everything }),
  demo: () =>
    runProduct({
      roles: (settled) => [...withWorker(["web"])(settled), "demo"],
      builds: everything,
      dataDir: ".data-demo",
    }),
  worker: () => runProduct({ roles: () => ["worker"], builds: ["programs"] }),
  import: (args) => runProgram("import", args, { database: true }),
  backtest: (args) => runProgram("backtest", args, { database: false }),
  bench: (args) => runBench(args),
  migrate: () => runMigrations(),
  build: async () => {
    await installPackages();
    await build(everything);
    say("Built.");
    return 0;
  },
  check: () => runChecks(),
  test: (args) => runTests(args),
};

async function runBench(args) {
  await installPackages();
  await build(everything);
  return runProgram("bench", args, { database: false });
}

/** Ends the process with the command's exit code; a refusal is one line without a stack. */
export async function main([name, ...args]) {
  survivePipes();
  const command = commands[name];
  try {
    if (!command)
      throw new StartFailure(
        `Unknown command ${name}: one of ${Object.keys(commands).join(", ")}.`,
      );
    process.exitCode = await command(args);
  } catch (error) {
    say(error instanceof StartFailure ? error.message : (error.stack ?? String(error)));
    process.exitCode = 1;
  }
  process.exit();
}
