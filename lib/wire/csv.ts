/** One line of CSV. What a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Also the wide forms that spreadsheets read as the narrow ones. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** Where lists are separated by semicolons a spreadsheet cuts the file there, and pays no heed to our quotes. */
const formulaInside = /(?<=[;\t])(?=[=+\-@＝＋－＠])/g;

function csvCell(cell: string | number | null): string {
  const text = String(cell ?? "");
  const safe = typeof cell === "string" ? withoutFormula(text) : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function withoutFormula(text: string): string {
  return `${formula.test(text) ? "'" : ""}${text.replaceAll(formulaInside, "'")}`;
}
