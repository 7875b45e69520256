import { randomBytes } from "node:crypto";
import path from "node:path";
import { fail } from "./fail.mjs";
import { inRoot } from "./paths.mjs";

const words = {
  port: "must be a number from 1 to 65535",
  origin: "must be an http:// or https:// address without a path",
  key: "must hold 32 or more random characters",
};

/**
 * The same names, rules and words as lib/env.ts, checked before anything is installed or built.
 * A test gives both the same values and compares what they say.
 */
const checks = {
  PORT: [(text) => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65535, words.port],
  HOST: [(text) => /^[A-Za-z0-9.:-]+$/.test(text), "must be an address or a host name"],
  APP_URL: [isOrigin, words.origin],
  DATABASE_URL: [hasProtocol("postgres:", "postgresql:"), "must be a postgres:// address"],
  AUTH_SECRET: [(text) => text.length >= 32, words.key],
  ENCRYPTION_KEY: [(text) => text.length >= 32, words.key],
  ENCRYPTION_KEY_PREVIOUS: [(text) => text.length >= 32, words.key],
  SMTP_URL: [hasProtocol("smtp:", "smtps:"), "must be an smtp:// or smtps:// address"],
  MAIL_FROM: [(text) => text.includes("@"), "must be a mail address, and is needed with SMTP_URL"],
  WORKER: [(text) => ["inline", "off"].includes(text), "must be inline or off"],
  INGEST_RATE: [
    (text) => /^[1-9]\d{0,6}$/.test(text),
    "must be a whole number of events per second",
  ],
  OUTBOUND_PRIVATE: [(text) => ["0", "1"].includes(text), "must be 0 or 1"],
  META_GRAPH_URL: [hasProtocol("http:", "https:"), "must be an http:// or https:// address"],
  SIGN_UP: [(text) => ["invitation", "open"].includes(text), "must be invitation or open"],
  GOOGLE_ISSUER: [hasProtocol("http:", "https:"), "must be an http:// or https:// address"],
  TRUST_PROXY: [
    (text) => /^[0-9]$/.test(text),
    "must be the number of proxies in front, from 0 to 9",
  ],
  SUBPROCESSORS: [
    (text) => text.length <= 2000,
    "must be names with what they do, separated by semicolons",
  ],
  BACKUP_DAYS: [
    (text) => /^\d{1,3}$/.test(text) && Number(text) <= 400,
    "must be a number of days from 0 to 400",
  ],
  SETUP_EMAIL: [
    (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
    "must be a mail address, and is needed with the other SETUP_ values",
  ],
  SETUP_PASSWORD: [
    (text) => text.length >= 10,
    "must hold 10 or more characters, and is needed with SETUP_EMAIL",
  ],
  SETUP_WORKSPACE: [(text) => text.length <= 100, "must hold at most 100 characters"],
  SETUP_API_KEY: [
    (text) => /^bg_[A-Za-z0-9_-]{8,200}$/.test(text),
    "must be bg_ and at least 8 letters, digits, - or _",
  ],
  SETUP_TIMEZONE: [isTimeZone, "must be a zone such as Asia/Kolkata"],
};

const partners = {
  MAIL_FROM: ["SMTP_URL"],
  GOOGLE_CLIENT_ID: ["GOOGLE_CLIENT_SECRET"],
  GOOGLE_CLIENT_SECRET: ["GOOGLE_CLIENT_ID"],
  SETUP_EMAIL: ["SETUP_PASSWORD", "SETUP_WORKSPACE", "SETUP_API_KEY", "SETUP_TIMEZONE"],
  SETUP_PASSWORD: ["SETUP_EMAIL"],
};

const needs = {
  MAIL_FROM: "it is needed with SMTP_URL",
  GOOGLE_CLIENT_ID: "it is needed with GOOGLE_CLIENT_SECRET",
  GOOGLE_CLIENT_SECRET: "it is needed with GOOGLE_CLIENT_ID",
  SETUP_EMAIL: "it is needed with the other SETUP_ values",
  SETUP_PASSWORD: "it is needed with SETUP_EMAIL",
};

/** Stops with one line that names the first value that is missing or malformed. */
export function checkEnvironment(source) {
  for (const [name, [accepts, rule]] of Object.entries(checks)) {
    if (source[name] && !accepts(source[name])) fail(`${name} ${rule}`);
  }
  for (const [name, others] of Object.entries(partners)) {
    if (!source[name] && others.some((other) => source[other]))
      fail(`${name} is missing: ${needs[name]}`);
  }
  for (const name of ["AUTH_SECRET", "ENCRYPTION_KEY"]) {
    if (isProduction(source) && !source[name]) fail(`${name} is missing: it ${words.key}`);
  }
}

/** Only then do we refuse to make secrets up: several machines would each have their own. */
function isProduction(source) {
  return source.NODE_ENV === "production" && Boolean(source.DATABASE_URL);
}

/** Where things are, with every default filled in. */
export function settle(source, defaultDataDir = ".data") {
  checkEnvironment(source);
  const port = Number(source.PORT || 3000);
  const host = source.HOST || "127.0.0.1";
  const appUrl = new URL(source.APP_URL || `http://localhost:${port}`).origin;
  const dataDir = path.resolve(inRoot(), source.DATA_DIR || defaultDataDir);
  // Behind a proxy we listen on loopback, and strangers reach us all the same.
  const isPrivate = isLoopback(host) && isLoopback(new URL(appUrl).hostname);
  const setupCode = isPrivate ? "" : source.BANGUARD_SETUP_CODE || makeSetupCode();
  return { port, host, appUrl, dataDir, setupCode, worker: source.WORKER || "inline" };
}

/** What the children see: the operator's environment with our settled values on top. */
export function childEnvironment(source, settled, secrets, databaseUrl) {
  return {
    ...source,
    ...secrets,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(settled.port),
    HOST: settled.host,
    APP_URL: settled.appUrl,
    NEXTAUTH_URL: settled.appUrl,
    DATA_DIR: settled.dataDir,
    DATABASE_URL: databaseUrl,
    WORKER: settled.worker,
    BANGUARD_SETUP_CODE: settled.setupCode,
  };
}

function isLoopback(host) {
  return ["localhost", "::1", "[::1]"].includes(host) || host.startsWith("127.");
}

function makeSetupCode() {
  return randomBytes(5).toString("hex").toUpperCase();
}

function hasProtocol(...protocols) {
  return (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

function isOrigin(text) {
  if (!hasProtocol("http:", "https:")(text)) return false;
  const { pathname, search } = new URL(text);
  return pathname === "/" && search === "";
}

function isTimeZone(zone) {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}
