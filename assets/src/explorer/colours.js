// One palette, safe for colour blindness: Okabe and Ito's, with opaque mixtures for lines.

/** @typedef {"light" | "dark"} Theme */

/** @type {Record<Theme, {ground: string, ink: string, soft: string, halo: string}>} */
export const GROUNDS = {
  light: { ground: "#fbfcfd", ink: "#1d2433", soft: "#5a6374", halo: "#ffffff" },
  dark: { ground: "#12161d", ink: "#e6e9ef", soft: "#9aa4b4", halo: "#1d232d" },
};

/** @type {Record<string, Record<Theme, string>>} */
const NODES = {
  Country: { light: "#b8860b", dark: "#e6b84a" },
  Vendor: { light: "#0072b2", dark: "#4aa8e0" },
  Organization: { light: "#7d8794", dark: "#9aa4b0" },
  Government: { light: "#a8528a", dark: "#d68bb8" },
  Person: { light: "#00805f", dark: "#35b794" },
  Programme: { light: "#c04a00", dark: "#f07f3c" },
};
const OTHER = { light: "#6b7280", dark: "#8b94a3" };

/** @type {Record<string, Record<Theme, string>>} */
const EDGES = {
  Deal: { light: "#5a6b80", dark: "#a9b8cc" },
  Ownership: { light: "#00805f", dark: "#35b794" },
  Supply: { light: "#0072b2", dark: "#4aa8e0" },
  Succession: { light: "#a8528a", dark: "#d68bb8" },
  Sanction: { light: "#c04a00", dark: "#f07f3c" },
};

/**
 * Return the colour of a class of things.
 * @param {string} cls
 * @param {Theme} theme
 */
export function node(cls, theme) {
  return (NODES[cls] ?? OTHER)[theme];
}

/**
 * Return the colour of an edge: opaque, since translucent lines come out almost white.
 * @param {string} cls
 * @param {boolean} faint
 * @param {Theme} theme
 */
export function edge(cls, faint, theme) {
  const share = faint ? 0.3 : 0.55;
  return mixed((EDGES[cls] ?? OTHER)[theme], GROUNDS[theme].ground, share);
}

/**
 * Return a mixture of two colours: so much of the first.
 * @param {string} first
 * @param {string} second
 * @param {number} share
 */
export function mixed(first, second, share) {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [first, second].map((colour) => parseInt(colour.slice(at, at + 2), 16));
    return Math.round(a * share + b * (1 - share));
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
