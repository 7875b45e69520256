type Level = "info" | "warn" | "error";
type Fields = Record<string, unknown>;

/** The only thing that writes to stdout: one line of JSON per fact, with secrets and phone numbers taken out. */
export const log = {
  info: (fact: string, fields: Fields = {}) => write("info", fact, fields),
  warn: (fact: string, fields: Fields = {}) => write("warn", fact, fields),
  error: (fact: string, error: unknown, fields: Fields = {}) =>
    write("error", fact, { ...fields, error }),
};

let guarded = false;

function write(level: Level, fact: string, fields: Fields): void {
  // Whoever read our output may be gone (a killed npm): that must not end us before we have drained.
  if (!guarded) process.stdout.on("error", () => undefined);
  guarded = true;
  const at = new Date().toISOString();
  process.stdout.write(`${JSON.stringify({ at, level, fact, ...clean(fields, 0) })}\n`);
}

const secretName =
  /pass(word)?$|secret|token|authorization|cookie|signature|key$|^parameters$|^body$/i;
const deepest = 6;

function clean(fields: object, depth: number): Fields {
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    secretName.test(name) ? "[redacted]" : cleanValue(value, depth + 1),
  ]);
  return Object.fromEntries(entries) as Fields;
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return redact(value);
  if (typeof value === "bigint") return String(value);
  if (value instanceof Date) return value;
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) return "[deeper]";
  if (value instanceof Error) return unpack(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return Array.isArray(value)
    ? value.map((item) => cleanValue(item, depth + 1))
    : clean(value, depth);
}

/** Named fields only: a driver's error carries the statement, its parameters and the refused row. */
function unpack(error: Error, depth: number): Fields {
  const { code, constraint_name: constraint } = error as Error & Fields;
  return {
    name: error.name,
    message: redact(withoutStatement(error.message)),
    ...(typeof code === "string" && { code }),
    ...(typeof constraint === "string" && { constraint }),
    stack: framesOf(error),
    ...(error.cause !== undefined && { cause: cleanValue(error.cause, depth + 1) }),
  };
}

/** Drizzle's message is the statement and its parameters. */
function withoutStatement(message: string): string {
  return message.startsWith("Failed query:") ? "Failed query" : message;
}

/** The first line of a stack repeats the message, so only the frames are kept. */
function framesOf(error: Error): string[] {
  const lines = (error.stack ?? "").split("\n").map((line) => line.trim());
  return lines.filter((line) => line.startsWith("at ")).slice(0, 12);
}

const replacements: [RegExp, string][] = [
  [/\/\/[^\s/@]+@/g, "//[redacted]@"],
  [/\b(Bearer|Basic)\s+\S+/gi, "$1 [redacted]"],
  [/\b(bg_|whsec_|EAA)[\w+/=-]+/g, "$1[redacted]"],
  [/\bwamid\.[\w+/=-]+/g, "wamid.[redacted]"],
  [/(\/api\/webhooks\/[^/\s?]+)\/[^/\s?]+/g, "$1/[key]"],
  // Links of mails act for whoever holds them, and so does the address of a Slack channel.
  [
    /(\/(?:m|invitation|new-password|sign-up|unsubscribe|services\/T\w+)\/)[\w%./=-]{16,}/g,
    "$1[token]",
  ],
  // Phone numbers, but not the digits inside an id or a moment.
  [/(?<![\w-])\+?\d[\d ().-]{6,}\d(?![\w-])/g, "[number]"],
];

function redact(text: string): string {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return text;
  return replacements.reduce((done, [pattern, by]) => done.replace(pattern, by), text);
}
