import { expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { checkEnvironment } from "@/lib/launch/environment.mjs";

const needed = {
  DATABASE_URL: "postgres://banguard@127.0.0.1:5432/banguard",
  AUTH_SECRET: "a".repeat(32),
  ENCRYPTION_KEY: "b".repeat(32),
};

test("everything but addresses and keys has a default", () => {
  expect(readEnv(needed)).toEqual({
    port: 3000,
    host: "127.0.0.1",
    appUrl: "http://localhost:3000",
    databaseUrl: needed.DATABASE_URL,
    dataDir: ".data",
    authSecret: needed.AUTH_SECRET,
    encryptionKeys: [needed.ENCRYPTION_KEY],
    mail: undefined,
    worker: "inline",
    ingestRate: 2000,
    metaGraphUrl: "https://graph.facebook.com",
    outboundPrivate: false,
    signUp: "invitation",
    google: undefined,
    trustProxy: 0,
    subprocessors: [],
    backupDays: undefined,
    setup: undefined,
    setupCode: undefined,
  });
});

test("the address follows the port, and loses a slash at its end", () => {
  expect(readEnv({ ...needed, PORT: "8080" }).appUrl).toBe("http://localhost:8080");
  expect(readEnv({ ...needed, APP_URL: "https://ban.example/" }).appUrl).toBe(
    "https://ban.example",
  );
});

test("an empty value counts as unset", () => {
  expect(readEnv({ ...needed, PORT: "", SMTP_URL: "" })).toMatchObject({
    port: 3000,
    mail: undefined,
  });
});

test("the previous key stands behind the current one while keys rotate", () => {
  const { encryptionKeys } = readEnv({ ...needed, ENCRYPTION_KEY_PREVIOUS: "c".repeat(32) });

  expect(encryptionKeys).toEqual(["b".repeat(32), "c".repeat(32)]);
});

test("a headless start needs a mail address and a password, the rest has defaults", () => {
  const setup = { SETUP_EMAIL: "ana@example.com", SETUP_PASSWORD: "long enough" };

  expect(readEnv({ ...needed, ...setup }).setup).toEqual({
    email: "ana@example.com",
    password: "long enough",
    workspace: "Main",
    apiKey: undefined,
    timezone: undefined,
  });
});

const malformed = [
  ["PORT", "http"],
  ["PORT", "70000"],
  ["HOST", "not a host"],
  ["APP_URL", "banguard.example"],
  ["APP_URL", "https://example.com/banguard"],
  ["DATABASE_URL", "mysql://x"],
  ["DATABASE_URL", ""],
  ["AUTH_SECRET", "short"],
  ["ENCRYPTION_KEY", ""],
  ["ENCRYPTION_KEY_PREVIOUS", "short"],
  ["SMTP_URL", "mail.example.com"],
  ["MAIL_FROM", "nobody"],
  ["WORKER", "on"],
  ["INGEST_RATE", "0"],
  ["INGEST_RATE", "many"],
  ["META_GRAPH_URL", "graph"],
  ["SIGN_UP", "everybody"],
  ["GOOGLE_ISSUER", "accounts.google.com"],
  ["TRUST_PROXY", "yes"],
  ["TRUST_PROXY", "12"],
  ["SUBPROCESSORS", "x".repeat(2001)],
  ["BACKUP_DAYS", "a month"],
  ["BACKUP_DAYS", "401"],
  ["SETUP_EMAIL", "ana"],
  ["SETUP_PASSWORD", "short"],
  ["SETUP_WORKSPACE", "x".repeat(101)],
  ["SETUP_API_KEY", "secret"],
  ["SETUP_TIMEZONE", "Mars/Olympus"],
] as const;

test.each(malformed)("a malformed %s (%s) is refused in one line that names it", (name, value) => {
  const refusal = refusalOf({ ...needed, [name]: value });

  expect(refusal).toMatch(new RegExp(`^${name} .+$`));
});

test.each(malformed.filter(([, value]) => value !== ""))(
  "the launcher says the same about %s (%s), before it installs anything",
  (name, value) => {
    const source = { ...needed, [name]: value };

    expect(launcherRefusalOf(source)).toBe(refusalOf(source));
  },
);

test.each(["AUTH_SECRET", "ENCRYPTION_KEY"])(
  "the launcher asks for %s in production with a database of the operator's",
  (name) => {
    const production = { ...needed, NODE_ENV: "production" };

    expect(launcherRefusalOf({ ...production, [name]: "" })).toMatch(`${name} is missing`);
    expect(launcherRefusalOf({ ...production, DATABASE_URL: "" })).toBe("accepted");
    expect(launcherRefusalOf({ ...needed, [name]: "" })).toBe("accepted");
  },
);

test.each([
  ["MAIL_FROM", { SMTP_URL: "smtp://127.0.0.1:25" }],
  ["GOOGLE_CLIENT_ID", { GOOGLE_CLIENT_SECRET: "x" }],
  ["GOOGLE_CLIENT_SECRET", { GOOGLE_CLIENT_ID: "x" }],
  ["SETUP_EMAIL", { SETUP_PASSWORD: "long enough" }],
  ["SETUP_PASSWORD", { SETUP_EMAIL: "ana@example.com" }],
])("%s is asked for when its partner is set", (name, variables) => {
  const source = { ...needed, ...variables };

  expect(refusalOf(source)).toMatch(new RegExp(`^${name} is missing`));
  expect(launcherRefusalOf(source)).toBe(refusalOf(source));
});

test("a refusal never shows the value", () => {
  expect(refusalOf({ ...needed, AUTH_SECRET: "hunter2" })).not.toContain("hunter2");
});

function refusalOf(source: Record<string, string>): string {
  return messageOf(() => readEnv(source));
}

function launcherRefusalOf(source: Record<string, string>): string {
  return messageOf(() => checkEnvironment(source));
}

function messageOf(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "accepted";
}
