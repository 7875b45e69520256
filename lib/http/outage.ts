/**
 * SQLSTATE classes in which the database, not the question, is at fault: connection, transaction state (read-only),
 * rollback, resources (disk full, too many connections), locks, shutdown, system. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const outageClasses = new Set(["08", "25", "40", "53", "55", "57", "58"]);

/** The driver's and Node's words for a database that cannot be reached. */
const unreachable = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "EPIPE",
]);

/** Whether the same request may succeed in a moment. */
export function isOutage(error: unknown): boolean {
  return codesOf(error).some(
    (code) => unreachable.has(code) || (code.length === 5 && outageClasses.has(code.slice(0, 2))),
  );
}

/** Text that no database in UTF-8 can hold, such as a NUL: the sender's mistake. */
export function isUnstorable(error: unknown): boolean {
  return codesOf(error).some((code) => code === "22021" || code === "22P05");
}

/** Drizzle wraps the driver's error as `cause`. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let one = error; one instanceof Error; one = one.cause) {
    if ("code" in one && typeof one.code === "string") codes.push(one.code);
  }
  return codes;
}
