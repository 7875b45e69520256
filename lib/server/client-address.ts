import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Set by us alone: what a stranger sends under this name is thrown away. */
export const addressHeader = "x-banguard-address";

/** Says for everything behind the front server from where a request comes: throttles and the audit log believe it. */
export function noteAddress(request: IncomingMessage, trustProxy: number): void {
  delete request.headers[addressHeader];
  const address = addressOf(request, trustProxy);
  if (address !== undefined) request.headers[addressHeader] = address;
}

/**
 * The socket's other end; behind `trustProxy` proxies of the operator's own, what the outermost of them saw. Each adds
 * one address at the end of X-Forwarded-For, so everything further left is the stranger's own words.
 */
function addressOf({ headers, socket }: IncomingMessage, trustProxy: number): string | undefined {
  const said = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  const seen = trustProxy > 0 ? plain(said.at(-trustProxy)?.trim()) : undefined;
  return seen ?? plain(socket.remoteAddress);
}

/** IPv4 that came in through an IPv6 socket is written as IPv4. */
function plain(address: string | undefined): string | undefined {
  const bare = address?.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return bare !== undefined && isIP(bare) !== 0 ? bare : undefined;
}
