/** Postgres refuses NUL, and JSON lets lone surrogates through that no UTF-8 can hold. */
const unstorable = /[\0\p{Surrogate}]/u;

export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}
