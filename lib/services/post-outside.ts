import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { type CallResult, readRetryAfter, type SilenceReason } from "@/lib/domain/channel";
import { isPublicIp } from "@/lib/domain/public-ip";

interface Place {
  address: string;
  family: number;
}

export interface Outside {
  /** Private addresses and http:// too: the operator's choice. */
  allowPrivate: boolean;
  resolve?: (host: string) => Promise<Place[]>;
  timeoutMs?: number;
  /** Certificates that are trusted beside the usual ones. */
  ca?: string;
}

export interface Letter {
  address: string;
  headers: Record<string, string>;
  body: string;
}

const mostRead = 64 * 1024;

/**
 * The only code that calls addresses which customers chose. The name is looked up once, every address it has is checked,
 * and the connection goes to one of these: a second answer of the name server cannot lead elsewhere. Redirects are not
 * followed.
 */
export async function postOutside(
  letter: Letter,
  { allowPrivate, resolve = lookUpAll, timeoutMs = 15_000, ca }: Outside,
  now: Date,
): Promise<CallResult> {
  const url = new URL(letter.address);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const places = isIP(host)
      ? [{ address: host, family: isIP(host) }]
      : await inTime(resolve(host), signal);
    if (!allowPrivate && !places.every(({ address }) => isPublicIp(address))) {
      return { got: "nothing", because: "private_address" };
    }
    return await send(url, letter, { places, signal, ...(ca !== undefined && { ca }) }, now);
  } catch (error) {
    return { got: "nothing", because: signal.aborted ? "slow" : reasonOf(error) };
  }
}

function lookUpAll(host: string): Promise<Place[]> {
  return lookup(host, { all: true, verbatim: true });
}

function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("too slow")), { once: true });
  });
  return Promise.race([work, late]);
}

interface Route {
  places: Place[];
  signal: AbortSignal;
  ca?: string;
}

function send(
  url: URL,
  { headers, body }: Letter,
  { places, signal, ca }: Route,
  now: Date,
): Promise<CallResult> {
  const answerWithPlaces: LookupFunction = (_host, { all }, done) => {
    const [first] = places;
    if (all) done(null, places);
    else done(null, first?.address ?? "", first?.family ?? 4);
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        agent: false,
        lookup: answerWithPlaces,
        signal,
        ...(ca !== undefined && { ca }),
      },
      (response) => {
        readAnswer(response, now).then(resolve, reject);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** A yes is a yes without its body. Of a no, one plain word is kept, as Slack writes it, never what else the answer says. */
async function readAnswer(response: IncomingMessage, now: Date): Promise<CallResult> {
  const { statusCode: status = 0, headers } = response;
  if (status >= 200 && status < 300) {
    response.destroy();
    return { got: "taken", status };
  }
  const word = /^[a-z_]{3,40}$/.exec((await readStart(response)).trim())?.[0];
  const retryAfterMs = readRetryAfter(status, headers["retry-after"], now.getTime());
  return {
    got: "refused",
    status,
    ...(word !== undefined && { word }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** An answer that is cut off has still said its status. */
async function readStart(response: IncomingMessage): Promise<string> {
  let text = "";
  try {
    for await (const part of response) {
      text += String(part);
      if (text.length > mostRead) break;
    }
  } catch {
    return "";
  } finally {
    response.destroy();
  }
  return text;
}

const reasons: [RegExp, SilenceReason][] = [
  [/^(ENOTFOUND|EAI_|ENODATA)/, "unknown_name"],
  [/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/, "certificate"],
  [/^HPE_HEADER_OVERFLOW/, "too_large"],
];

function reasonOf(error: unknown): SilenceReason {
  const { code, errors } = error as { code?: unknown; errors?: unknown[] };
  const word = typeof code === "string" ? code : "";
  if (word === "" && errors?.[0] !== undefined) return reasonOf(errors[0]);
  return reasons.find(([pattern]) => pattern.test(word))?.[1] ?? "cut";
}
