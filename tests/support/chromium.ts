import { accessSync, constants, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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

/** Unpacks into the system's temporary folder, where it stays; two runs at once must not both write it. */
async function unpackPackaged(): Promise<Found> {
  const lock = path.join(tmpdir(), "banguard-chromium.lock");
  const executablePath = await withLock(lock, async () => {
    // The package brings its own libraries too, but unpacks them only where it believes to be in a function,
    // and then changes the environment of the whole process.
    const before = { ...process.env };
    process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs20.x";
    const { default: packaged } = await import("@sparticuz/chromium");
    const file = await packaged.executablePath();
    process.env = before;
    return file;
  });
  return { executablePath, env: { ...ownLibraries(), ...ownFonts() } };
}

/** Only where the system has none: a mixture of both could disagree. */
function ownLibraries(): Record<string, string> {
  const folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"];
  if (folders.some((folder) => existsSync(path.join(folder, "libnss3.so")))) return {};
  return { LD_LIBRARY_PATH: path.join(tmpdir(), "al2023/lib") };
}

function ownFonts(): Record<string, string> {
  if (existsSync("/etc/fonts/fonts.conf")) return {};
  return { FONTCONFIG_PATH: path.join(tmpdir(), "fonts") };
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
