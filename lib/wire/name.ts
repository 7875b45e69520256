import { z } from "./zod";

/** Control characters, line ends, and marks that turn the direction of everything after them. */
const unsafe =
  // oxlint-disable-next-line no-control-regex -- these characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Surrogate}]+/gu;

/** A name a person chose: any script, one line. What would break a line, a header or the reading direction becomes a space. */
export function nameJson(missing: string, longest = 80) {
  return lineJson(longest).min(1, missing);
}

/** The same, or nothing. */
export function lineJson(longest = 80) {
  return z
    .string()
    .max(1_000, `Use at most ${longest} characters.`)
    .overwrite((text) => text.replace(unsafe, " ").replace(/ {2,}/g, " "))
    .trim()
    .max(longest, `Use at most ${longest} characters.`);
}

/** A mail address, in lower case. */
export const emailJson = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "A mail address holds at most 254 characters.")
  .pipe(z.email("This is not a mail address."));
