import type { IncomingMessage } from "node:http";
import { AppError } from "@/lib/errors";

/**
 * Next limits the bodies of server actions only; next-auth and route handlers would take any into memory. A body that
 * says its length is refused; one that grows beyond the limit costs its sender the connection.
 */
export function limitBody(request: IncomingMessage, limit: number): void {
  if (Number(request.headers["content-length"] ?? 0) > limit) {
    throw new AppError(
      "too_large",
      `A request to this address may hold ${limit / 1024 / 1024} MiB at most.`,
    );
  }
  const push = request.push.bind(request);
  let size = 0;
  // Node's parser hands every part to push(); listening to "data" would take the parts away from Next.
  request.push = (part: Uint8Array | null, encoding?: BufferEncoding) => {
    size += part?.byteLength ?? 0;
    if (size <= limit) return push(part, encoding);
    request.destroy();
    return false;
  };
}
