const names = new Intl.DisplayNames(["en"], { type: "region" });

/** "India" for the number under which breakdowns store a country (`countryId`). */
export function countryName(id: number): string {
  const letters = String.fromCharCode(Math.floor(id / 256), id % 256);
  return /^[A-Z]{2}$/.test(letters) ? (names.of(letters) ?? letters) : "another country";
}
