import { AppError } from "@/lib/errors";
import type { DoorRequest } from "@/lib/services/receive-delivery";

/** A Next request as the doors' service sees it. */
export function readRequest(request: Request): DoorRequest {
  const { pathname, search } = new URL(request.url);
  return {
    headers: Object.fromEntries(request.headers),
    path: pathname + search,
    async readBody(limit) {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of request.body ?? []) {
        size += chunk.byteLength;
        if (size > limit)
          throw new AppError("too_large", "A delivery may hold 3 MiB at most: send it in parts.");
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
  };
}
