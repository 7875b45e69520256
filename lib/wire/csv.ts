/** One line of CSV. What a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

const formula = /^[=+\-@\t\r]/;

function csvCell(cell: string | number | null): string {
  const text = String(cell ?? "");
  const safe = typeof cell === "string" && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
