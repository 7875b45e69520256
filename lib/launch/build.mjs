import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fail } from "./fail.mjs";
import { withLock } from "./lock.mjs";
import { built, inRoot } from "./paths.mjs";
import { runTool } from "./run.mjs";
import { say } from "./say.mjs";

const stamp = inRoot(".build/stamp");
const config = ["package.json", "package-lock.json", "tsconfig.json", "lib/launch/build.mjs"];

/** What a part is made from, what proves that it is there, and how to make it. */
const parts = {
  programs: {
    sources: ["lib", "db", ...config],
    exists: () => Object.keys(programs()).every((program) => existsSync(built(program))),
    make: buildPrograms,
  },
  web: {
    sources: ["app", "lib", "db", "next.config.ts", ...config],
    exists: () => existsSync(inRoot(".next/BUILD_ID")),
    make: buildWeb,
  },
};

/** Builds what is missing or stale, judged by the content of everything that goes in. */
export async function build(names) {
  if (names.every(isFresh)) return;
  await withLock(
    inRoot(".build/build.lock"),
    async () => {
      for (const name of names) if (!isFresh(name)) await make(name);
    },
    900_000,
  );
}

async function make(name) {
  say(name === "web" ? "Building the web…" : "Building the programs…");
  const digest = fingerprint(name);
  writeStamp({ ...readStamp(), [name]: undefined });
  await parts[name].make();
  writeStamp({ ...readStamp(), [name]: digest });
}

function isFresh(name) {
  return parts[name].exists() && readStamp()[name] === fingerprint(name);
}

/** Entry points and the names they get under .build. */
function programs() {
  const commands = existsSync(inRoot("lib/cli")) ? readdirSync(inRoot("lib/cli")) : [];
  const wanted = {
    "server/main": "lib/server/main.ts",
    "worker/main": "lib/worker/main.ts",
    "db/migrate": "db/migrate.ts",
    ...Object.fromEntries(
      commands
        .filter((file) => file.endsWith(".ts"))
        .map((file) => [`cli/${file.slice(0, -3)}`, `lib/cli/${file}`]),
    ),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, file]) => existsSync(inRoot(file))));
}

async function buildPrograms() {
  const entries = Object.entries(programs()).map(([name, file]) => `${name}=${file}`);
  const code = await runTool(
    "esbuild",
    [
      ...entries,
      "--bundle",
      "--platform=node",
      "--target=node20",
      "--format=esm",
      "--packages=external",
      "--sourcemap",
      "--outdir=.build",
      "--out-extension:.js=.mjs",
      "--log-level=warning",
      // Next has no exports map: Node wants the whole file name.
      ...["headers", "navigation", "server", "cache"].map(
        (file) => `--alias:next/${file}=next/${file}.js`,
      ),
    ],
    { stdio: ["ignore", 2, 2] },
  );
  if (code !== 0) fail(`The programs could not be built (esbuild ended with code ${code}).`);
}

async function buildWeb() {
  if (!existsSync(inRoot("app/layout.tsx")))
    fail("app/layout.tsx is missing: there is no web to build.");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const code = await runTool("next", ["build"], { stdio: ["ignore", 2, 2], env });
  if (code !== 0) fail(`The web could not be built (next build ended with code ${code}).`);
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stamp, "utf8"));
  } catch {
    return {};
  }
}

function writeStamp(content) {
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify(content));
}

function fingerprint(name) {
  const hash = createHash("sha256").update(`node ${process.versions.node.split(".")[0]}\n`);
  for (const source of parts[name].sources) {
    for (const file of filesUnder(source)) {
      hash
        .update(`${file}\n`)
        .update(readFileSync(inRoot(file)))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

/** The launcher itself is not built, and migrations are read where they are. */
const left = new Set(["lib/launch", "db/migrations"]);

function filesUnder(source) {
  if (!existsSync(inRoot(source))) return [];
  if (!statSync(inRoot(source)).isDirectory()) return [source];
  return readdirSync(inRoot(source), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = `${source}/${entry.name}`;
      return left.has(file) ? [] : filesUnder(file);
    });
}
