import { execFile } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { withLock } from "@/lib/launch/lock.mjs";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const installed = [
  ...["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"].flatMap(
    (name) =>
      (process.env["PATH"] ?? "").split(path.delimiter).map((folder) => path.join(folder, name)),
  ),
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

interface Found {
  executablePath: string;
  env: Record<string, string>;
}

/** A browser for tests: CHROMIUM_PATH, else an installed one, else the one of the npm package. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  return chromium.launch({ executablePath, args: flags, env: { ...plainEnvironment(), ...env } });
}

async function findChromium(): Promise<Found> {
  const given = process.env["CHROMIUM_PATH"];
  if (given && !isProgram(given)) throw new Error(`CHROMIUM_PATH is not a program: ${given}`);
  const executablePath = given ?? installed.find(isProgram);
  if (executablePath) return { executablePath, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return unpackPackaged();
  throw new Error("No browser found: install Chrome or Chromium, or set CHROMIUM_PATH.");
}

/** Unpacked once per machine into the system's temporary folder; appears whole or not at all. */
async function unpackPackaged(): Promise<Found> {
  const folder = path.join(tmpdir(), "banguard-chromium");
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    const draft = `${folder}.${process.pid}`;
    await unpackInto(draft);
    await rename(draft, folder);
  });
  return {
    executablePath: path.join(folder, "chromium"),
    env: { ...ownLibraries(folder), ...ownFonts(folder) },
  };
}

/** The package looks at the environment and changes it, so it gets a process of its own. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const program =
    'const { default: packaged } = await import("@sparticuz/chromium"); await packaged.executablePath();';
  // It unpacks into TMPDIR, and its libraries only where it believes to run as a function.
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" };
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], { env });
  const place = path.join(tmpdir(), "banguard-chromium/fonts");
  const fonts = `<fontconfig><dir>${place}</dir><cachedir>${place}/cache</cachedir></fontconfig>`;
  await writeFile(path.join(folder, "fonts/fonts.conf"), fonts);
}

/** Only where the system has none: a mixture of both could disagree. */
function ownLibraries(folder: string): Record<string, string> {
  const places = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"];
  if (places.some((place) => existsSync(path.join(place, "libnss3.so")))) return {};
  return { LD_LIBRARY_PATH: path.join(folder, "al2023/lib") };
}

function ownFonts(folder: string): Record<string, string> {
  if (existsSync("/etc/fonts/fonts.conf")) return {};
  return { FONTCONFIG_PATH: path.join(folder, "fonts") };
}

function plainEnvironment(): Record<string, string> {
  const pairs = Object.entries(process.env);
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return existsSync(file);
  } catch {
    return false;
  }
}
