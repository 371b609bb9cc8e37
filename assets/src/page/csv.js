// Rows as CSV, in which no cell is a formula to a spreadsheet.

const FORMULA = /^[=+\-@\t\r]/;

/**
 * Return rows as CSV with a heading; a text that would be a formula gets an apostrophe before it.
 * @param {string[]} heading
 * @param {(string | number)[][]} rows
 */
export function csv(heading, rows) {
  return [heading, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
}

/** @param {string | number} value */
function cell(value) {
  if (typeof value === "number") return String(value);
  const text = (FORMULA.test(value) ? `'${value}` : value).replace(/\r\n?/g, "\n");
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
