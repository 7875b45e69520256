import { oneLine } from "@/lib/domain/one-line";
import { z } from "./zod";

/** A name a person chose: any script, one line. */
export function nameJson(missing: string, longest = 80) {
  return lineJson(longest).min(1, missing);
}

/** The same, or nothing. */
export function lineJson(longest = 80) {
  return z
    .string()
    .max(1_000, `Use at most ${longest} characters.`)
    .overwrite(oneLine)
    .max(longest, `Use at most ${longest} characters.`);
}

/** A mail address, in lower case. */
export const emailJson = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "A mail address holds at most 254 characters.")
  .pipe(z.email("This is not a mail address."));
