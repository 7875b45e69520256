import { z } from "./zod";

/** One message of GET /api/stream: what to read again, never the data itself. A newer server may know more words. */
export const hintJson = z.object({ changed: z.array(z.string()) });
