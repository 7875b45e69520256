/** Control characters, line ends, halves of characters, and marks that turn the direction of everything after them. */
const unsafe =
  // oxlint-disable-next-line no-control-regex -- these characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Surrogate}]+/gu;

/** What would break a line, a header or the reading direction becomes a space. */
export function oneLine(text: string): string {
  return text.replace(unsafe, " ").replace(/ {2,}/g, " ").trim();
}
