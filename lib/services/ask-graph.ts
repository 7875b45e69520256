import { graphVersion, readErrorCode } from "@/lib/providers/meta/graph";

export type GraphAnswer =
  | { kind: "ok"; body: unknown }
  /** The token is expired, revoked or not allowed to look. */
  | { kind: "dead" }
  | { kind: "throttled" }
  /** A field that this account or version does not know refuses the whole question. */
  | { kind: "unknown_field" }
  /** No answer in time, or one that says nothing about the token. */
  | { kind: "failed"; why: string };

const timeoutMs = 10_000;
const deadCodes = new Set([0, 10, 102, 190]);
const throttleCodes = new Set([4, 17, 32, 613, 80007, 80008]);
const unknownFieldCode = 100;

/** One question to WhatsApp's Graph API. The token travels in a header, never in an address that could be logged. */
export async function askGraph(
  base: string,
  token: string,
  path: string,
  query: Record<string, string> = {},
  method: "GET" | "DELETE" = "GET",
): Promise<GraphAnswer> {
  const url = `${base}/${graphVersion}/${path}?${new URLSearchParams(query)}`;
  try {
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}` },
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return judge(response.status, await readBody(response));
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    return { kind: "failed", why: late ? "timeout" : "unreachable" };
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function judge(status: number, body: unknown): GraphAnswer {
  if (status === 200 && body !== undefined) return { kind: "ok", body };
  const code = readErrorCode(body);
  if (status === 429 || throttleCodes.has(code ?? NaN)) return { kind: "throttled" };
  if (code === unknownFieldCode) return { kind: "unknown_field" };
  if (isDead(status, code)) return { kind: "dead" };
  return { kind: "failed", why: code === undefined ? `status_${status}` : `code_${code}` };
}

/** 200 to 299 are missing permissions. */
function isDead(status: number, code: number | undefined): boolean {
  if (status === 401 || status === 403) return true;
  return code !== undefined && (deadCodes.has(code) || (code >= 200 && code < 300));
}
