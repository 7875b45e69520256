import type { ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";

const mostHeld = 256 * 1024 * 1024;

/** Counts the bytes of one request's body; throws AppError("unavailable") when all requests together hold too many. */
export type CountBytes = (bytes: number) => void;

/** Bodies are read before their signature can be checked: whoever knows an address must not fill the memory with them. */
export function makeBodyBudget(most = mostHeld) {
  let held = 0;
  return {
    /** What is counted is given back when the response is closed. */
    open(response: ServerResponse): CountBytes {
      let own = 0;
      response.once("close", () => (held -= own));
      return (bytes) => {
        if (response.closed) return;
        if (held + bytes > most) {
          throw new AppError("unavailable", "Too much arrives at once: send again in a moment.", {
            retryAfterSeconds: 2,
          });
        }
        own += bytes;
        held += bytes;
      };
    },
  };
}

export type BodyBudget = ReturnType<typeof makeBodyBudget>;
