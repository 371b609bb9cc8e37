// The colours of the palette that the page brings along, for one of its two grounds.

/** @typedef {"light" | "dark"} Theme */
/** @typedef {Record<string, [string, string]>} Pairs A colour on a light ground, and on a dark one. */
/** @typedef {{surface: Pairs, class: Pairs, record: Pairs}} Palette */

/**
 * @typedef {object} Dyes
 * @property {string} ground
 * @property {string} ink
 * @property {string} soft
 * @property {string} halo
 * @property {(cls: string) => string} node The colour of a class of things.
 * @property {(cls: string, faint: boolean) => string} edge The colour of a line.
 */

// How much of its colour a line has: of what is no sale, less.
const [FIRM, FAINT] = [0.55, 0.3];

/**
 * Return the colours of a theme. Lines are opaque mixtures: translucent ones come out almost white.
 * @param {Palette} palette
 * @param {Theme} theme
 * @returns {Dyes}
 */
export function dyes(palette, theme) {
  const at = theme === "dark" ? 1 : 0;
  const { surface, record } = palette;
  const ground = surface.ground[at];
  return {
    ground,
    ink: surface.ink[at],
    soft: surface.soft[at],
    halo: surface.halo[at],
    node: (cls) => (palette.class[cls] ?? palette.class.other)[at],
    edge: (cls, faint) =>
      mixed((record[cls] ?? palette.class[cls] ?? record.other)[at], ground, faint ? FAINT : FIRM),
  };
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
