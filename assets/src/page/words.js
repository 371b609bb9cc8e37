// How numbers are said on every page.

/** @param {number} number */
export function figure(number) {
  return number.toLocaleString("en");
}

/**
 * Return a number with what is counted: `1 deal`, `2 deals`, `3 countries`.
 * @param {number} number
 * @param {string} [what]
 */
export function some(number, what = "deal") {
  const many = what.endsWith("y") ? `${what.slice(0, -1)}ies` : `${what}s`;
  return `${figure(number)} ${number === 1 ? what : many}`;
}
