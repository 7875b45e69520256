import { z } from "zod";

/** Everything the operator may set, checked. Made once per process by its main file and passed on as a value. */
export interface Env {
  port: number;
  host: string;
  /** Origin without a slash at its end: links, mails and signatures that cover the address. */
  appUrl: string;
  databaseUrl: string;
  dataDir: string;
  authSecret: string;
  /** The current key first, then the previous one while rotating. */
  encryptionKeys: readonly string[];
  /** Undefined: mails stay in the in-app outbox. */
  mail: { smtpUrl: string; from: string } | undefined;
  worker: "inline" | "off";
  /** Events per second and workspace in one web process. */
  ingestRate: number;
  metaGraphUrl: string;
  /** Channels may call private addresses, and http://. */
  outboundPrivate: boolean;
  /** Who may make an account: invited people only, or anybody. */
  signUp: "invitation" | "open";
  /** Undefined: no sign-in with Google is offered. */
  google: { clientId: string; clientSecret: string; issuer: string } | undefined;
  /** How many proxies of the operator's own stand in front and add to X-Forwarded-For; 0: the socket says who asks. */
  trustProxy: number;
  /** Who else processes data for a hosted installation, as the privacy page lists them; empty for one's own. */
  subprocessors: readonly string[];
  /** How long backups are kept; undefined: the operator has not said. */
  backupDays: number | undefined;
  /** Headless first start: made once, never overwritten. */
  setup: Setup | undefined;
  /** What /setup asks a visitor for when HOST is not loopback; printed by the launcher. */
  setupCode: string | undefined;
}

export interface Setup {
  email: string;
  password: string;
  workspace: string;
  apiKey: string | undefined;
  timezone: string | undefined;
}

/** Its message is one line that names the variable and never shows the value. */
export class EnvError extends Error {
  constructor(name: string, rule: string) {
    super(`${name} ${rule}`);
    this.name = "EnvError";
  }
}

const port = z.coerce.number().int().min(1).max(65535);
const origin = z.string().refine(isOrigin);
const secret = z.string().min(32);
const variables = z.object({
  PORT: port.default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/)
    .default("127.0.0.1"),
  APP_URL: origin.optional(),
  DATABASE_URL: url("postgres:", "postgresql:"),
  DATA_DIR: z.string().default(".data"),
  AUTH_SECRET: secret,
  ENCRYPTION_KEY: secret,
  ENCRYPTION_KEY_PREVIOUS: secret.optional(),
  SMTP_URL: url("smtp:", "smtps:").optional(),
  MAIL_FROM: z.string().includes("@").optional(),
  WORKER: z.enum(["inline", "off"]).default("inline"),
  INGEST_RATE: z.coerce.number().int().min(1).max(10_000_000).default(2000),
  META_GRAPH_URL: url("http:", "https:").default("https://graph.facebook.com"),
  SIGN_UP: z.enum(["invitation", "open"]).default("invitation"),
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  GOOGLE_ISSUER: url("http:", "https:").default("https://accounts.google.com"),
  TRUST_PROXY: z.coerce.number().int().min(0).max(9).default(0),
  OUTBOUND_PRIVATE: z.enum(["0", "1"]).default("0"),
  SUBPROCESSORS: z.string().max(2000).optional(),
  BACKUP_DAYS: z.coerce.number().int().min(0).max(400).optional(),
  SETUP_EMAIL: z.email().optional(),
  SETUP_PASSWORD: z.string().min(10).optional(),
  SETUP_WORKSPACE: z.string().max(100).optional(),
  SETUP_API_KEY: z
    .string()
    .regex(/^bg_[A-Za-z0-9_-]{8,200}$/)
    .optional(),
  SETUP_TIMEZONE: z.string().refine(isTimeZone).optional(),
  BANGUARD_SETUP_CODE: z.string().optional(),
});

const rules: Record<keyof z.input<typeof variables>, string> = {
  PORT: "must be a number from 1 to 65535",
  HOST: "must be an address or a host name",
  APP_URL: "must be an http:// or https:// address without a path",
  DATABASE_URL: "must be a postgres:// address",
  DATA_DIR: "must be a folder",
  AUTH_SECRET: "must hold 32 or more random characters",
  ENCRYPTION_KEY: "must hold 32 or more random characters",
  ENCRYPTION_KEY_PREVIOUS: "must hold 32 or more random characters",
  SMTP_URL: "must be an smtp:// or smtps:// address",
  MAIL_FROM: "must be a mail address, and is needed with SMTP_URL",
  WORKER: "must be inline or off",
  INGEST_RATE: "must be a whole number of events per second",
  META_GRAPH_URL: "must be an http:// or https:// address",
  SIGN_UP: "must be invitation or open",
  GOOGLE_CLIENT_ID: "must be given together with GOOGLE_CLIENT_SECRET",
  GOOGLE_CLIENT_SECRET: "must be given together with GOOGLE_CLIENT_ID",
  GOOGLE_ISSUER: "must be an http:// or https:// address",
  TRUST_PROXY: "must be the number of proxies in front, from 0 to 9",
  OUTBOUND_PRIVATE: "must be 0 or 1",
  SUBPROCESSORS: "must be names with what they do, separated by semicolons",
  BACKUP_DAYS: "must be a number of days from 0 to 400",
  SETUP_EMAIL: "must be a mail address, and is needed with the other SETUP_ values",
  SETUP_PASSWORD: "must hold 10 or more characters, and is needed with SETUP_EMAIL",
  SETUP_WORKSPACE: "must hold at most 100 characters",
  SETUP_API_KEY: "must be bg_ and at least 8 letters, digits, - or _",
  SETUP_TIMEZONE: "must be a zone such as Asia/Kolkata",
  BANGUARD_SETUP_CODE: "must be text",
};

/** Throws an EnvError for the first value that is missing or malformed. An empty value counts as unset. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const present = Object.entries(source).filter(([, value]) => value !== undefined && value !== "");
  const result = variables.safeParse(Object.fromEntries(present));
  if (!result.success) throw refusal(result.error, source);
  const { data } = result;
  return {
    port: data.PORT,
    host: data.HOST,
    appUrl: new URL(data.APP_URL ?? `http://localhost:${data.PORT}`).origin,
    databaseUrl: data.DATABASE_URL,
    dataDir: data.DATA_DIR,
    authSecret: data.AUTH_SECRET,
    encryptionKeys: [data.ENCRYPTION_KEY, data.ENCRYPTION_KEY_PREVIOUS].filter(
      (key) => key !== undefined,
    ),
    mail: readMail(data.SMTP_URL, data.MAIL_FROM),
    worker: data.WORKER,
    ingestRate: data.INGEST_RATE,
    metaGraphUrl: data.META_GRAPH_URL.replace(/\/+$/, ""),
    signUp: data.SIGN_UP,
    google: readGoogle(data),
    trustProxy: data.TRUST_PROXY,
    outboundPrivate: data.OUTBOUND_PRIVATE === "1",
    subprocessors: (data.SUBPROCESSORS ?? "")
      .split(";")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
    backupDays: data.BACKUP_DAYS,
    setup: readSetup(data),
    setupCode: data.BANGUARD_SETUP_CODE,
  };
}

function readMail(smtpUrl: string | undefined, from: string | undefined): Env["mail"] {
  if (smtpUrl === undefined) return undefined;
  if (from === undefined) throw new EnvError("MAIL_FROM", "is missing: it is needed with SMTP_URL");
  return { smtpUrl, from };
}

function readGoogle(data: z.output<typeof variables>): Env["google"] {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = data;
  if (clientId === undefined && clientSecret === undefined) return undefined;
  if (clientId === undefined)
    throw new EnvError("GOOGLE_CLIENT_ID", "is missing: it is needed with GOOGLE_CLIENT_SECRET");
  if (clientSecret === undefined)
    throw new EnvError("GOOGLE_CLIENT_SECRET", "is missing: it is needed with GOOGLE_CLIENT_ID");
  return { clientId, clientSecret, issuer: data.GOOGLE_ISSUER.replace(/\/+$/, "") };
}

function readSetup(data: z.output<typeof variables>): Setup | undefined {
  const { SETUP_EMAIL: email, SETUP_PASSWORD: password } = data;
  const parts = [email, password, data.SETUP_WORKSPACE, data.SETUP_API_KEY, data.SETUP_TIMEZONE];
  if (parts.every((part) => part === undefined)) return undefined;
  if (email === undefined)
    throw new EnvError("SETUP_EMAIL", "is missing: it is needed with the other SETUP_ values");
  if (password === undefined)
    throw new EnvError("SETUP_PASSWORD", "is missing: it is needed with SETUP_EMAIL");
  return {
    email,
    password,
    workspace: data.SETUP_WORKSPACE ?? "Main",
    apiKey: data.SETUP_API_KEY,
    timezone: data.SETUP_TIMEZONE,
  };
}

function refusal(error: z.ZodError, source: Record<string, string | undefined>): EnvError {
  const name = variables.keyof().parse(error.issues[0]?.path[0]);
  return new EnvError(name, source[name] ? rules[name] : `is missing: it ${rules[name]}`);
}

function url(...protocols: string[]) {
  return z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const address = new URL(text);
  return /^https?:$/.test(address.protocol) && address.pathname === "/" && address.search === "";
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
