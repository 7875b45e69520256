import type { IncomingMessage } from "node:http";
import { AppError } from "@/lib/errors";
import type { CountBytes } from "./body-budget";

/** The raw bytes of a request; refuses as soon as they are more than `limit`. */
export function readLimited(
  request: IncomingMessage,
  limit: number,
  count: CountBytes,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > limit)
        throw new AppError("too_large", "A delivery may hold 3 MiB at most: send it in parts.");
      count(chunk.byteLength);
      chunks.push(chunk);
    };
    request.on("data", (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        request.pause();
        chunks.length = 0;
        reject(error);
      }
    });
    request.on("end", () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on("error", reject);
    request.on("aborted", () => reject(new AppError("bad_request", "The body ended too early.")));
  });
}
